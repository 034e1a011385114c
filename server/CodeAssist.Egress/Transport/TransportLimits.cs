using CodeAssist.Core.Providers;

namespace CodeAssist.Egress.Transport;

/// <summary>How long we wait and how much we carry.</summary>
/// <param name="Connect">For a connection, encryption included.</param>
/// <param name="FirstByte">From sending to the answer's head, the connection included.</param>
/// <param name="Stall">Between two pieces of an answer.</param>
/// <param name="RequestBytes">Longest body of a request.</param>
/// <param name="ResponseBytes">Longest body of an answer.</param>
internal sealed record TransportLimits(TimeSpan Connect, TimeSpan FirstByte, TimeSpan Stall, int RequestBytes, long ResponseBytes)
{
    private const int Most = 8 * 1024 * 1024;

    /// <summary>Between two pieces of an answer that say something, whatever else comes to keep the connection open.</summary>
    public TimeSpan Progress { get; init; } = TimeSpan.FromMinutes(1);

    private static readonly TransportLimits _internet =
        new(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(15), Most, Most);

    // A model on a processor reads a long prompt for minutes before it says a word.
    private static readonly TransportLimits _ownServer =
        new(TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(1), Most, Most) { Progress = TimeSpan.FromMinutes(5) };

    // A model that reasons may be silent for minutes before its first word, and is paid for that.
    private static readonly TransportLimits _reasoning =
        new(TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(2), Most, Most) { Progress = TimeSpan.FromMinutes(10) };

    /// <param name="place">Where the provider is.</param>
    /// <param name="card">What is known of the model; null for nothing.</param>
    public static TransportLimits For(ProviderPlace place, ModelCard? card) =>
        place is not ProviderPlace.Internet ? _ownServer
        : card?.Reasoning is { Value: true } ? _reasoning
        : _internet;
}
