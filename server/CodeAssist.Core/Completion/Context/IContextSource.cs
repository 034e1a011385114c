namespace CodeAssist.Core.Completion.Context;

/// <summary>The port to what the workspace knows besides the current file.</summary>
public interface IContextSource
{
    /// <param name="request">The question.</param>
    /// <param name="limit">Most snippets.</param>
    /// <param name="cancellationToken">Nobody wants them any more.</param>
    /// <returns>
    /// Snippets of other files, the most useful one last: next to the code it is for. While the user types, the same ones as
    /// long as they still fit, so that prompts begin alike. Within 50 milliseconds; never throws but for the token.
    /// </returns>
    Task<IReadOnlyList<ContextSnippet>> GatherAsync(CompletionRequest request, int limit, CancellationToken cancellationToken);
}
