namespace CodeAssist.Core.Spending;

/// <summary>What was spent and what calls under way have reserved. US dollars.</summary>
/// <param name="Task">For the task that asks.</param>
/// <param name="Day">Today.</param>
/// <param name="Month">This month.</param>
public sealed record Spent(decimal Task, decimal Day, decimal Month)
{
    public static Spent Nothing { get; } = new(0, 0, 0);
}
