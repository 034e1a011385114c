namespace CodeAssist.Server.LocalModels;

/// <summary>What was measured of a model on this machine.</summary>
/// <param name="PromptPerSecond">Tokens that it reads in a second.</param>
/// <param name="WrittenPerSecond">Tokens that it writes in a second.</param>
/// <param name="Device">Where it ran.</param>
/// <param name="MeasuredOn">When.</param>
internal sealed record MeasuredSpeed(double PromptPerSecond, double WrittenPerSecond, string Device, DateOnly MeasuredOn);
