namespace CodeAssist.Core.Spending;

/// <summary>What is left of the budgets: less what was spent and what is reserved by calls under way. US dollars, never below zero.</summary>
public sealed record Funds(decimal Task, decimal Day, decimal Month)
{
    public static Funds None { get; } = new(0, 0, 0);

    /// <summary>What one more call may cost.</summary>
    public decimal Left => Math.Min(Task, Math.Min(Day, Month));

    /// <summary>The budget that bounds it; of equal ones the shortest.</summary>
    public BudgetPeriod Tightest => Left == Task ? BudgetPeriod.Task : Left == Day ? BudgetPeriod.Day : BudgetPeriod.Month;
}
