namespace CodeAssist.Server.CommandLine.Usage;

/// <summary>What <c>codeassist usage</c> is asked for.</summary>
/// <param name="Json">For programs.</param>
/// <param name="Html">Absolute path of the page to write; null for none.</param>
/// <param name="Days">How many days up to today.</param>
/// <param name="GpuDollarsPerHour">What an hour of a hosted GPU costs; null for no comparison.</param>
/// <param name="AsModel">Id of the model that the local share is priced at; null for the dearest.</param>
internal sealed record UsageOptions(bool Json, string? Html, int Days, decimal? GpuDollarsPerHour, string? AsModel);
