namespace CodeAssist.Models.Ledger;

/// <summary>What an attempt may cost: it counts as spent until its outcome says what it came to, and for good where none ever does.</summary>
/// <param name="Task">Id of the task that it belongs to.</param>
/// <param name="Model">Id of the model that is asked: <c>openai/…</c>.</param>
/// <param name="Day">The day on the user's calendar when it was reserved: its budget is the one that pays, also for what ends later.</param>
/// <param name="Dollars">US dollars.</param>
public sealed record LedgerReservation(string Task, string Model, DateOnly Day, decimal Dollars)
{
    /// <summary>What took the place of the budgets; null where they pay for it. The attempt names who gave it.</summary>
    public LedgerApproval? Approval { get; init; }
}
