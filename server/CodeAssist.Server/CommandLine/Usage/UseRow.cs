using CodeAssist.Core.Providers;
using CodeAssist.Core.Spending;
using CodeAssist.Models.Ledger;
using CodeAssist.Server.Features.Usage;

namespace CodeAssist.Server.CommandLine.Usage;

/// <summary>What one model was asked on one day for one kind of task.</summary>
/// <param name="Day">The day, on the user's calendar.</param>
/// <param name="Model">Id of the model; where that is not on record, the origin that was asked.</param>
/// <param name="Task">What for: <c>completion</c>, <c>explain</c>, <c>review</c>.</param>
/// <param name="IsLocal">Whether it answered on this machine.</param>
/// <param name="Calls">How many times something was sent; of local models, how many answers.</param>
/// <param name="Tokens">Of all of them together, where they were counted.</param>
/// <param name="Dollars">What that cost, what is reserved included. US dollars.</param>
/// <param name="Unsettled">What of it is only reserved, by calls that have no end on record.</param>
internal sealed record UseRow(DateOnly Day, string Model, string Task, bool IsLocal, int Calls, TokenCounts Tokens, decimal Dollars, decimal Unsettled)
{
    /// <summary>One row for each day, model and task, the newest day first.</summary>
    /// <param name="ledger">What was sent.</param>
    /// <param name="local">What models on this machine have answered.</param>
    /// <param name="zone">Where the user is.</param>
    /// <param name="since">Days before are left out.</param>
    public static IReadOnlyList<UseRow> Of(IEnumerable<LedgerEntry> ledger, IEnumerable<LocalUseEntry> local, TimeZoneInfo zone, DateOnly since) =>
    [
        .. ledger.Where(entry => entry is { Attempt: not null, Outcome: not { Kind: LedgerOutcomeKind.Refused } } && !IsCountedHere(entry.Attempt)).Select(entry => Of(entry, zone))
            .Concat(local.Select(Of))
            .Where(row => row.Day >= since)
            .GroupBy(row => (row.Day, row.Model, row.Task, row.IsLocal))
            .Select(group => group.Aggregate((sum, row) => sum.Plus(row)))
            .OrderByDescending(row => row.Day)
            .ThenBy(row => row.IsLocal)
            .ThenBy(row => row.Model, StringComparer.Ordinal)
            .ThenBy(row => row.Task, StringComparer.Ordinal),
    ];

    private static UseRow Of(LocalUseEntry entry) =>
        new(entry.Day, entry.Model, entry.Task, IsLocal: true, entry.Calls, entry.Tokens, Dollars: 0, Unsettled: 0);

    private static UseRow Of(LedgerEntry entry, TimeZoneInfo zone)
    {
        var attempt = entry.Attempt!;
        var reserved = attempt.Reservation;
        var charge = entry.Outcome?.Charge;
        return new UseRow(
            reserved?.Day ?? DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(entry.At, zone).DateTime),
            reserved?.Model ?? attempt.Destination,
            attempt.Actor,
            IsOnThisMachine(attempt),
            Calls: 1,
            charge?.Tokens ?? TokenCounts.None,
            charge?.Dollars ?? reserved?.Dollars ?? 0,
            charge is null ? reserved?.Dollars ?? 0 : 0);
    }

    // Whoever asked a server of this machine that costs nothing has counted its answers, with their tokens.
    private static bool IsCountedHere(LedgerAttempt attempt) => attempt.Reservation is null && IsOnThisMachine(attempt);

    private static bool IsOnThisMachine(LedgerAttempt attempt) => Origin.TryParse(attempt.Destination, out var origin) && origin.Host is "127.0.0.1" or "[::1]";

    private UseRow Plus(UseRow other) => this with
    {
        Calls = Calls + other.Calls,
        Tokens = Tokens.Plus(other.Tokens),
        Dollars = Dollars + other.Dollars,
        Unsettled = Unsettled + other.Unsettled,
    };
}
