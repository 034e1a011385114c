using CodeAssist.Core.Models;

namespace CodeAssist.Models.Local;

/// <summary>What can go wrong between us and the host, in the words people read.</summary>
internal static class LocalModelFailures
{
    public static ModelFailure Freed { get; } = new(
        ModelFailureKind.HostUnavailable, "The model was freed while nobody used it.", "It is being loaded again; try again in a moment.");

    public static ModelFailure HostGone { get; } = new(
        ModelFailureKind.HostUnavailable, "The model host is not running.", "It is being started again; try again in a moment.");

    /// <summary>By the user, who has to say when to begin again.</summary>
    public static ModelFailure Ended { get; } = new(
        ModelFailureKind.Unusable, "Loading the model was ended.", "Choose a model, or restart the language server, to load it again.");

    public static ModelFailure EndedWhileLoading { get; } = new(
        ModelFailureKind.HostUnavailable,
        "The model host ended while it loaded the model.",
        "It is started again on the next request; the host's log says why it ended.");

    public static ModelFailure NoAnswerWithin(TimeSpan timeout) => new(
        ModelFailureKind.TimedOut,
        $"The model gave no answer within {timeout.TotalSeconds:0} s.",
        "Run `codeassist doctor` to see how fast it is; a smaller model may suit this machine.");

    public static ModelFailure Refused(string reason) =>
        new(ModelFailureKind.Refused, $"The model host refused the request: {reason}", "See the host's log.");
}
