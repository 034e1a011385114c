namespace CodeAssist.Server.CommandLine;

/// <summary>One short completion, measured on this machine as it is now.</summary>
/// <param name="PromptTokens">Tokens of the prompt.</param>
/// <param name="GeneratedTokens">Tokens generated.</param>
/// <param name="FirstTokenMs">Milliseconds to the first token with nothing cached.</param>
/// <param name="TokensPerSecond">Generation speed after the first token.</param>
internal sealed record DoctorSpeed(int PromptTokens, int GeneratedTokens, double FirstTokenMs, double TokensPerSecond);
