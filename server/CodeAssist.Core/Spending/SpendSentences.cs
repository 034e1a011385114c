using System.Globalization;

namespace CodeAssist.Core.Spending;

/// <summary>Money in words.</summary>
public static class SpendSentences
{
    /// <summary>What to do where a budget is spent.</summary>
    public const string NextStep = "Allow this one call, or raise the budget.";

    // Below this, parts of a cent are shown: so many of a dollar.
    private const decimal FineBelow = 0.1m;
    private const decimal FinestShare = 10_000;
    private const decimal CoarseShare = 100;

    /// <summary>Why a call was not made.</summary>
    public static string Of(BudgetVerdict.Over over, SpendRequest request) =>
        $"This may cost up to {Dollars(over.Needed)}; of {(request.Approval is null ? Of(over.Period) : "what you allowed for it")} {Dollars(over.Left)} is left. Nothing was sent.";

    /// <summary>As exactly as people read it: cents, and of less than ten cents what counts.</summary>
    public static string Dollars(decimal dollars) => dollars switch
    {
        0 => "$0",
        < 0.0001m => "less than $0.0001",
        < FineBelow => "$" + dollars.ToString("0.00##", CultureInfo.InvariantCulture),
        _ => "$" + dollars.ToString("#,0.00", CultureInfo.InvariantCulture),
    };

    /// <summary>The same for a limit: never less than it is.</summary>
    public static string AtMost(decimal dollars)
    {
        var shown = dollars < FineBelow ? FinestShare : CoarseShare;
        return Dollars(Math.Ceiling(dollars * shown) / shown);
    }

    private static string Of(BudgetPeriod period) => period switch
    {
        BudgetPeriod.Task => "the budget for this task",
        BudgetPeriod.Day => "the budget for today",
        _ => "the budget for this month",
    };
}
