namespace CodeAssist.Core.Completion.Context;

/// <summary>Knows the current file only.</summary>
public sealed class NoContext : IContextSource
{
    public static NoContext Instance { get; } = new();

    public IReadOnlyList<ContextSnippet> Gather(CompletionRequest request, int limit) => [];
}
