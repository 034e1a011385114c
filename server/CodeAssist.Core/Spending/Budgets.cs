namespace CodeAssist.Core.Spending;

/// <summary>How much may be spent without asking, in US dollars. Nothing, until the user says otherwise.</summary>
/// <param name="Task">For one task.</param>
/// <param name="Day">For a day of the user's own calendar.</param>
/// <param name="Month">For a month of it.</param>
public sealed record Budgets(decimal Task, decimal Day, decimal Month)
{
    public static Budgets None { get; } = new(0, 0, 0);
}
