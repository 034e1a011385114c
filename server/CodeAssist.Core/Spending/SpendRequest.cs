using CodeAssist.Core.Providers;

namespace CodeAssist.Core.Spending;

/// <summary>What a call that costs something must bring along.</summary>
/// <param name="Task">Id of the task that it belongs to: everything with the same id shares a budget. Random, without content.</param>
/// <param name="Model">Id of the model: <c>openai/…</c>.</param>
/// <param name="Price">What the model costs; the same that the estimate was made with.</param>
/// <param name="Cost">The estimate.</param>
/// <param name="Budgets">What may be spent without asking.</param>
public sealed record SpendRequest(string Task, string Model, TokenPrice Price, CostEstimate Cost, Budgets Budgets)
{
    /// <summary>Takes the place of the budgets for this call.</summary>
    public SpendApproval? Approval { get; init; }

    /// <summary>Whether the call may be made.</summary>
    /// <param name="spent">What was spent, and what is reserved.</param>
    /// <param name="spentOnApproval">What of that went to <see cref="Approval"/>, in US dollars.</param>
    public BudgetVerdict Judge(Spent spent, decimal spentOnApproval)
    {
        if (Approval is not { } approval)
        {
            return BudgetRule.Judge(BudgetRule.Left(Budgets, spent), Cost.Most);
        }

        var left = Math.Max(0, approval.Dollars - spentOnApproval);
        return Cost.Most <= left ? BudgetVerdict.Fits : new BudgetVerdict.Over(BudgetPeriod.Task, left, Cost.Most);
    }
}
