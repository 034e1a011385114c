namespace CodeAssist.Server.Assisting;

/// <summary>On whose behalf a model is asked.</summary>
/// <param name="TaskId">Names the task, of which one question may be only a part.</param>
/// <param name="Actor">Which part of the product asks: <c>explain</c>.</param>
/// <param name="Approver">Who allowed it: a setting, or the user in a dialog.</param>
/// <param name="ApprovedDollars">What the user allowed this task to cost when asked; null where the budgets say.</param>
internal sealed record Errand(string TaskId, string Actor, string Approver, decimal? ApprovedDollars);
