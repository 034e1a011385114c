using CodeAssist.ModelHost.Protocol;

namespace CodeAssist.ModelHost.Inference;

/// <summary>Looks for what makes no sense in a request before any of it is computed.</summary>
internal static class RequestCheck
{
    private const int MostParts = 4_096;
    private const int MostStopTexts = 64;
    private const int LongestStopText = 256;

    /// <returns>Null when all is well.</returns>
    public static HostFailure? Problem(GenerateParams parameters)
    {
        var problem = Find(parameters);
        return problem is null
            ? null
            : new HostFailure(HostFailureKind.InvalidRequest, problem, "This is a fault of the client: please report it.");
    }

    private static string? Find(GenerateParams parameters) => parameters switch
    {
        { Slot.Length: 0 } => "A generation needs a slot.",
        { Parts.Count: 0 or > MostParts } => $"A prompt has 1 to {MostParts} parts, not {parameters.Parts.Count}.",
        { Limits.MaxTokens: < 1 } => $"A generation of {parameters.Limits.MaxTokens} tokens makes no sense.",
        { Limits.StopTexts.Count: > MostStopTexts } => $"There may be {MostStopTexts} stop texts, not {parameters.Limits.StopTexts.Count}.",
        _ when parameters.Limits.StopTexts.Any(stop => stop.Length is 0 or > LongestStopText) =>
            $"A stop text has 1 to {LongestStopText} characters.",
        _ when !Enum.IsDefined(parameters.Priority) => "The priority is unknown.",
        _ when !(parameters.Sampling.Temperature is >= 0 and <= 100) => $"A temperature of {parameters.Sampling.Temperature} makes no sense.",
        { Sampling.TopK: < 0 } => $"The {parameters.Sampling.TopK} most likely tokens make no sense.",
        _ when !(parameters.Sampling.TopP is > 0 and <= 1) => $"A probability of {parameters.Sampling.TopP} makes no sense.",
        _ => null,
    };
}
