using CodeAssist.Core.Models;

namespace CodeAssist.Models.Local;

/// <summary>Why the local model does not answer, where its host has not said why.</summary>
internal static class LocalModelFailures
{
    public static ModelFailure Freed { get; } = new(
        ModelFailureKind.HostUnavailable, "The model was freed while nobody used it.", "It is being loaded again; try again in a moment.");

    public static ModelFailure HostGone { get; } = new(
        ModelFailureKind.HostUnavailable, "The model host is not running.", "It is being started again; try again in a moment.");

    /// <summary>By the user, who has to say when to begin again.</summary>
    public static ModelFailure Ended { get; } = new(
        ModelFailureKind.Unusable, "Loading the model was ended.", "Choose a model, or restart the language server, to load it again.");
}
