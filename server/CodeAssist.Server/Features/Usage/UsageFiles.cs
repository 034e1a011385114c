namespace CodeAssist.Server.Features.Usage;

/// <summary>Everything that is counted on this machine. No code, no names; sent nowhere.</summary>
internal static class UsageFiles
{
    /// <summary>What became of accepted suggestions.</summary>
    public static UsageFile<UsageEntry> Kept { get; } =
        new("usage.jsonl", UsageJsonContext.Default.UsageEntry, entry => entry.Schema == UsageEntry.CurrentSchema);

    /// <summary>What models on this machine have answered.</summary>
    public static UsageFile<LocalUseEntry> Local { get; } =
        new("local-use.jsonl", UsageJsonContext.Default.LocalUseEntry, entry => entry.Schema == LocalUseEntry.CurrentSchema);

    /// <summary>Which answers of models on this machine passed their checks.</summary>
    public static UsageFile<CheckedAnswerEntry> Checked { get; } =
        new("checked-answers.jsonl", UsageJsonContext.Default.CheckedAnswerEntry, entry => entry.Schema == CheckedAnswerEntry.CurrentSchema);

    /// <summary>All files that there may be.</summary>
    public static IReadOnlyList<string> Paths(string dataDirectory) => [.. Kept.Paths(dataDirectory), .. Local.Paths(dataDirectory), .. Checked.Paths(dataDirectory)];
}
