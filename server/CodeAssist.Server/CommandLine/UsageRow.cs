namespace CodeAssist.Server.CommandLine;

/// <summary>What became of the suggestions that were taken on one day in one language.</summary>
/// <param name="Day">The day, in the machine's time zone: <c>2026-11-21</c>.</param>
/// <param name="Language">LSP language id.</param>
/// <param name="Suggestions">How many were taken.</param>
/// <param name="Characters">Characters taken with them, white space aside.</param>
/// <param name="Kept">
/// Which share of the characters was still there, 0 to 1, by seconds since; of those suggestions that were followed so long, and absent where
/// there is none.
/// </param>
internal sealed record UsageRow(string Day, string Language, int Suggestions, int Characters, SortedDictionary<int, double> Kept);
