using System.Globalization;

namespace CodeAssist.Core.Spending;

/// <summary>Money in words.</summary>
public static class SpendSentences
{
    /// <summary>What to do where a budget is spent.</summary>
    public const string NextStep = "Allow this one call, or raise the budget.";

    /// <summary>Why a call was not made.</summary>
    public static string Of(BudgetVerdict.Over over, SpendRequest request) =>
        $"This may cost up to {Dollars(over.Needed)}; of {(request.Approval is null ? Of(over.Period) : "what you allowed for it")} {Dollars(over.Left)} is left. Nothing was sent.";

    /// <summary>As exactly as people read it: cents, and of less than ten cents what counts.</summary>
    public static string Dollars(decimal dollars) => dollars switch
    {
        0 => "$0",
        < 0.0001m => "less than $0.0001",
        < 0.1m => "$" + dollars.ToString("0.00##", CultureInfo.InvariantCulture),
        _ => "$" + dollars.ToString("#,0.00", CultureInfo.InvariantCulture),
    };

    private static string Of(BudgetPeriod period) => period switch
    {
        BudgetPeriod.Task => "the budget for this task",
        BudgetPeriod.Day => "the budget for today",
        _ => "the budget for this month",
    };
}
