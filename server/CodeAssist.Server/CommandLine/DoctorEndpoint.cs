namespace CodeAssist.Server.CommandLine;

/// <summary>A model server that the settings name, asked for a few words.</summary>
/// <param name="Model">Id of the model: <c>loopback/qwen2.5-coder:7b</c>.</param>
/// <param name="Use">What it is for: <c>chat</c> or <c>completion</c>.</param>
/// <param name="Milliseconds">How long its answer took; null where there was none.</param>
/// <param name="NotAsked">Why it was not asked, as a whole sentence; null where it was.</param>
internal sealed record DoctorEndpoint(string Model, string Use, double? Milliseconds, string? NotAsked);
