using CodeAssist.Core.Completion;
using CodeAssist.Core.Completion.Context;

namespace CodeAssist.Benchmarks.Quality;

/// <summary>Of what the workspace knows, what the compiler's parser tells of types in scope and of the caret's receiver; no lines that merely look alike.</summary>
internal sealed class SignaturesOnly(IContextSource inner) : IContextSource
{
    public Task<IReadOnlyList<ContextSnippet>> GatherAsync(CompletionRequest request, int limit, CancellationToken cancellationToken) =>
        inner.GatherAsync(request, limit: 0, cancellationToken);
}
