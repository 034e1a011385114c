using CodeAssist.Core.Spending;
using CodeAssist.Models.Ledger;
using CodeAssist.Server.Features.Usage;

namespace CodeAssist.Server.CommandLine.Usage;

/// <summary>What was asked of which model and what it cost; <c>codeassist usage --json</c>.</summary>
/// <param name="From">The first day.</param>
/// <param name="To">The last day: today.</param>
/// <param name="Dollars">Spent, what is reserved included. US dollars.</param>
/// <param name="Unsettled">What of it is only reserved, by calls that have no end on record.</param>
/// <param name="OverBudget">How many calls were not made because the budgets had not enough.</param>
/// <param name="Use">By day, model and task, the newest day first.</param>
/// <param name="Local">What this machine has answered itself.</param>
/// <param name="BreakEven">The comparison with a hosted GPU; null where no price was given for one.</param>
/// <param name="Kept">What became of the suggestions that were taken, the newest day first.</param>
internal sealed record UsageReport(
    DateOnly From,
    DateOnly To,
    decimal Dollars,
    decimal Unsettled,
    int OverBudget,
    IReadOnlyList<UseRow> Use,
    LocalShare Local,
    BreakEven? BreakEven,
    IReadOnlyList<KeptRow> Kept)
{
    /// <summary>Whether there is nothing to tell.</summary>
    public bool IsEmpty() => Use.Count == 0 && Kept.Count == 0 && OverBudget == 0;

    /// <summary>Every day there is a column for, the first first.</summary>
    public IReadOnlyList<DateOnly> Days() => [.. Enumerable.Range(0, To.DayNumber - From.DayNumber + 1).Select(From.AddDays)];

    /// <param name="ledger">What was sent.</param>
    /// <param name="local">What models on this machine have answered.</param>
    /// <param name="kept">What became of suggestions.</param>
    /// <param name="prices">What models cost.</param>
    /// <param name="options">What is asked for.</param>
    /// <param name="now">The time, where the user is.</param>
    /// <param name="zone">Where the user is.</param>
    public static UsageReport Of(
        IReadOnlyList<LedgerEntry> ledger,
        IReadOnlyList<LocalUseEntry> local,
        IReadOnlyList<UsageEntry> kept,
        PriceList prices,
        UsageOptions options,
        DateTimeOffset now,
        TimeZoneInfo zone)
    {
        var today = DateOnly.FromDateTime(now.DateTime);
        var since = today.AddDays(1 - options.Days);
        var use = UseRow.Of(ledger, local, zone, since);
        var dollars = use.Sum(row => row.Dollars);
        var unsettled = use.Sum(row => row.Unsettled);
        var tokens = use.Where(row => row.Dollars > 0).Sum(row => row.Tokens.Input + row.Tokens.Output);
        return new UsageReport(
            since,
            today,
            dollars,
            unsettled,
            ledger.Count(entry => entry is { Outcome: { Kind: LedgerOutcomeKind.Refused, Detail: LedgerOutcome.OverBudget }, Attempt.Reservation.Day: var day } && day >= since),
            use,
            LocalShare.Of(use, prices, options.AsModel),
            options.GpuDollarsPerHour is { } price ? BreakEven.Of(dollars - unsettled, tokens, options.Days, price) : null,
            KeptRow.Of(kept.Where(entry => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(entry.At, zone).DateTime) >= since), zone));
    }
}
