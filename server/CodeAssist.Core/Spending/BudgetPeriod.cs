namespace CodeAssist.Core.Spending;

/// <summary>What a budget is for.</summary>
public enum BudgetPeriod
{
    Task,
    Day,
    Month,
}
