namespace CodeAssist.Server.Settings;

/// <param name="Settings">What holds now.</param>
/// <param name="Problems">One sentence for each value that was not taken.</param>
internal sealed record SettingsResult(CodeAssistSettings Settings, IReadOnlyList<string> Problems);
