namespace CodeAssist.Processes;

/// <summary>An expected failure around processes and their places: what happened, to what, and what to do. Never a stack trace.</summary>
/// <param name="Kind">For programs.</param>
/// <param name="Message">One sentence for people, naming the thing that failed.</param>
/// <param name="NextStep">One sentence for people: what to do about it.</param>
/// <param name="Detail">The last lines that the failed program wrote, or null when it wrote none or there was none.</param>
public sealed record ProcessFailure(ProcessFailureKind Kind, string Message, string NextStep, string? Detail = null);
