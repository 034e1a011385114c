using System.Globalization;
using CodeAssist.Server.Features.Usage;

namespace CodeAssist.Server.CommandLine.Usage;

/// <summary>What became of the suggestions that were taken on one day in one language.</summary>
/// <param name="Day">The day, in the machine's time zone: <c>2026-11-21</c>.</param>
/// <param name="Language">LSP language id.</param>
/// <param name="Suggestions">How many were taken.</param>
/// <param name="Characters">Characters taken with them, white space aside.</param>
/// <param name="Kept">
/// Which share of the characters was still there, 0 to 1, by seconds since; of those suggestions that were followed so long, and absent where
/// there is none.
/// </param>
internal sealed record KeptRow(string Day, string Language, int Suggestions, int Characters, SortedDictionary<int, double> Kept)
{
    /// <summary>One row for each day and language, the newest day first.</summary>
    public static KeptRow[] Of(IEnumerable<UsageEntry> entries, TimeZoneInfo zone) =>
    [
        .. entries
            .GroupBy(entry => (Day: TimeZoneInfo.ConvertTime(entry.At, zone).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), entry.Language))
            .OrderByDescending(group => group.Key.Day, StringComparer.Ordinal)
            .ThenBy(group => group.Key.Language, StringComparer.Ordinal)
            .Select(group => new KeptRow(group.Key.Day, group.Key.Language, group.Count(), group.Sum(entry => entry.Characters), Shares([.. group]))),
    ];

    private static SortedDictionary<int, double> Shares(IReadOnlyList<UsageEntry> entries)
    {
        var shares = new SortedDictionary<int, double>();
        foreach (var mark in KeptCharacters.Marks)
        {
            var followed = entries.Where(entry => entry.Kept.ContainsKey(mark)).ToList();
            var characters = followed.Sum(entry => entry.Characters);
            if (characters > 0)
            {
                shares[mark] = Math.Round((double)followed.Sum(entry => entry.Kept[mark]) / characters, 4);
            }
        }

        return shares;
    }
}
