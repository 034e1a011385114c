namespace CodeAssist.Core.Spending;

/// <summary>Whether a call may be paid for without asking.</summary>
public abstract record BudgetVerdict
{
    private BudgetVerdict()
    {
    }

    public static BudgetVerdict Fits { get; } = new Enough();

    /// <summary>It does not fit: nothing is sent before the user was asked.</summary>
    /// <param name="Period">The budget that bounds it.</param>
    /// <param name="Left">What is left of it, in US dollars.</param>
    /// <param name="Needed">What the call may cost, in US dollars.</param>
    public sealed record Over(BudgetPeriod Period, decimal Left, decimal Needed) : BudgetVerdict;

    private sealed record Enough : BudgetVerdict;
}
