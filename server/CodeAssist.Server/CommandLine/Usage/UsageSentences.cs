using System.Globalization;
using CodeAssist.Core.Spending;

namespace CodeAssist.Server.CommandLine.Usage;

/// <summary>What the numbers say, in sentences: the same on a terminal and on a page.</summary>
internal static class UsageSentences
{
    public const string Nothing = "No model has been asked yet, and no suggestion followed. Counts appear here once there are some; they are kept on this machine.";

    public const string Kept = "Characters count without white space.";

    public const string Source = "Counted on this machine; nothing is sent.";

    public static string Spent(UsageReport report)
    {
        var calls = report.Use.Where(row => !row.IsLocal).Sum(row => row.Calls);
        var unsettled = report.Unsettled > 0 ? $" {SpendSentences.Dollars(report.Unsettled)} of it is reserved by calls whose end is not on record." : "";
        var refused = report.OverBudget > 0 ? $" {Times(report.OverBudget, "call was", "calls were")} not made because a budget had not enough left." : "";
        return $"{SpendSentences.Dollars(report.Dollars)} spent in {Times(report.Days().Count, "day", "days")}, for {Times(calls, "call", "calls")} to models elsewhere.{unsettled}{refused}";
    }

    public static string Local(UsageReport report)
    {
        var local = report.Local;
        var answers = $"This machine answered {Times(local.Calls, "time", "times")} itself, {Tokens(local.Tokens.Input + local.Tokens.Output)} tokens";
        return local is { As: { } quote, Dollars: { } dollars }
            ? $"{answers}: {SpendSentences.Dollars(dollars)} at {At(quote)}."
            : $"{answers}. What that would have cost elsewhere is not known: no model's price is.";
    }

    public static string? BreakEven(UsageReport report) => report.BreakEven switch
    {
        null => null,
        { TokensPerMonth: null } even =>
            $"A hosted GPU at {Rate(even)} costs {SpendSentences.Dollars(even.MonthDollars)} a month. Nothing was spent that it could be compared with.",
        { TokensPerMonth: { } tokens } even =>
            $"What was spent would have bought {even.Hours.ToString("#,0.#", CultureInfo.InvariantCulture)} hours of a hosted GPU at {Rate(even)}. "
            + $"A month of it costs {SpendSentences.Dollars(even.MonthDollars)}; it pays from {Tokens(tokens)} tokens a month on, at the average price of a token here. "
            + $"At present a month costs {SpendSentences.Dollars(even.SpentPerMonth)}: {(even.Pays ? "the GPU would be cheaper, if one can answer that much" : "the calls are cheaper")}.",
    };

    /// <summary>A number of tokens, rounded to what people read: <c>1.2 million</c>.</summary>
    public static string Tokens(decimal tokens) => tokens switch
    {
        >= 1_000_000_000 => (tokens / 1_000_000_000).ToString("#,0.#", CultureInfo.InvariantCulture) + " billion",
        >= 1_000_000 => (tokens / 1_000_000).ToString("0.#", CultureInfo.InvariantCulture) + " million",
        _ => tokens.ToString("#,0", CultureInfo.InvariantCulture),
    };

    /// <summary>A share of one, in percent.</summary>
    public static string Share(double share) => share.ToString("P0", CultureInfo.InvariantCulture);

    /// <summary>A moment after a suggestion was taken.</summary>
    public static string Mark(int seconds) => seconds < 120 ? $"{seconds} s" : $"{seconds / 60} min";

    private static string At(PriceQuote quote) => quote.Source switch
    {
        PriceSource.Own => $"your own price for {quote.Model}",
        PriceSource.OwnMachine => $"{quote.Model}, which costs nothing",
        PriceSource.Dearest => $"the dearest known price, since nobody has noted that of {quote.Model}",
        _ => $"the price of {quote.Model}{(quote.Published is { } published ? $", as read on {published.ReadOn:yyyy-MM-dd}" : "")}",
    };

    private static string Rate(BreakEven even) => $"{SpendSentences.Dollars(even.DollarsPerHour)} an hour";

    private static string Times(int count, string one, string many) => string.Create(CultureInfo.InvariantCulture, $"{count:#,0} {(count == 1 ? one : many)}");
}
