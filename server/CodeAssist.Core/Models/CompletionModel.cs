using CodeAssist.Core.Completion.Mixing;

namespace CodeAssist.Core.Models;

/// <summary>What the pipeline must know of a ready model to write a prompt for it.</summary>
/// <param name="Name">The model's own name, shown to the user.</param>
/// <param name="Device">Where it runs, shown to the user: <c>CPU</c>, <c>Vulkan0</c>.</param>
/// <param name="Layout">How this model wants its prompt.</param>
/// <param name="ContextTokens">Tokens that prompt and answer may take together.</param>
/// <param name="Separators">Whether repository and file names have special tokens of their own.</param>
/// <param name="BeginsText">Whether every prompt must begin with the vocabulary's own begin-of-text token.</param>
/// <param name="MinimumProbability">
/// Joint probability below which an answer of its own is not shown unasked where it is not weighed against the workspace; 0 to show everything.
/// </param>
public sealed record CompletionModel(
    string Name,
    string Device,
    FimLayout Layout,
    int ContextTokens,
    PromptSeparators Separators,
    bool BeginsText,
    double MinimumProbability)
{
    /// <summary>Whether every prompt begins with the token that ends texts.</summary>
    public bool BeginsWithEnd { get; init; }

    /// <summary>How sure to be of what is said together with it.</summary>
    public Confidence Confidence { get; init; } = Confidence.Uncalibrated;
}
