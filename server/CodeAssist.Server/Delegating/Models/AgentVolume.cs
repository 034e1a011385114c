using CodeAssist.Core.Routing;

namespace CodeAssist.Server.Delegating.Models;

/// <summary>How much a task asks a model at once: what the router measures windows and money with.</summary>
internal static class AgentVolume
{
    private const int InputTokens = 24_000;
    private const int OutputTokens = 4_000;

    /// <summary>Less than this is no room for rules, goal and one step.</summary>
    private const int SmallestInputTokens = 3_000;

    /// <summary>The same for models with a small window.</summary>
    private const int SmallOutputTokens = 1_000;

    public static TaskSize Usual { get; } = new(InputTokens, OutputTokens, SmallestInputTokens);

    /// <summary>Where the usual answers do not fit.</summary>
    public static TaskSize Small { get; } = new(InputTokens, SmallOutputTokens, SmallestInputTokens);
}
