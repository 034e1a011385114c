namespace CodeAssist.Core.Spending;

/// <summary>Whether one more call fits the budgets.</summary>
public static class BudgetRule
{
    public static Funds Left(Budgets budgets, Spent spent) => new(
        Math.Max(0, budgets.Task - spent.Task),
        Math.Max(0, budgets.Day - spent.Day),
        Math.Max(0, budgets.Month - spent.Month));

    /// <param name="funds">What is left.</param>
    /// <param name="needed">What the call may cost at most, in US dollars. What costs nothing always fits.</param>
    public static BudgetVerdict Judge(Funds funds, decimal needed) =>
        needed <= funds.Left ? BudgetVerdict.Fits : new BudgetVerdict.Over(funds.Tightest, funds.Left, needed);
}
