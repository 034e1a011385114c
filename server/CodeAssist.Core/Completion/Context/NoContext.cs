namespace CodeAssist.Core.Completion.Context;

/// <summary>Knows the current file only.</summary>
public sealed class NoContext : IContextSource
{
    public static NoContext Instance { get; } = new();

    public Task<IReadOnlyList<ContextSnippet>> GatherAsync(CompletionRequest request, int limit, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<ContextSnippet>>([]);
}
