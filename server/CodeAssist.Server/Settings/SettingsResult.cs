namespace CodeAssist.Server.Settings;

/// <param name="Settings">What holds now.</param>
/// <param name="Problems">One sentence for each value that was not taken.</param>
internal sealed record SettingsResult(CodeAssistSettings Settings, IReadOnlyList<string> Problems)
{
    /// <summary>Keys of guarded settings that somebody else than the user set and that would have changed something.</summary>
    public IReadOnlyList<string> Refused { get; init; } = [];
}
