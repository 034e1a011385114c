namespace CodeAssist.Core.Completion;

/// <param name="PromptTokens">Most tokens a prompt may take, however much the model could hold.</param>
/// <param name="InvokedPatience">How long an invoked request waits for a model that is still loading.</param>
/// <param name="WorkspaceProposals">Most texts of the workspace that are considered; 0 where it is not to be searched.</param>
/// <param name="Alternatives">Most suggestions for one invoked request.</param>
public sealed record CompletionLimits(
    int PromptTokens, TimeSpan InvokedPatience, int WorkspaceProposals, int Alternatives)
{
    public static CompletionLimits Default { get; } = new(
        PromptTokens: 2048,
        InvokedPatience: TimeSpan.FromSeconds(30),
        WorkspaceProposals: 5,
        Alternatives: 3);

    /// <summary>Most snippets of other files in a prompt; 0 for none.</summary>
    public int ContextSnippets { get; init; } = 2;

    /// <summary>Tokens of context from which a model is given them: the built-in one, which has fewer, was no better with them (docs/benchmarks.md).</summary>
    public int ContextFromTokens { get; init; } = 4096;

    /// <summary>Whether names that surely do not exist are put right, or else not shown unasked.</summary>
    public bool RightNames { get; init; } = true;

    /// <summary>How much a suggestion may be.</summary>
    public LinesWanted Lines { get; init; }
}
