namespace CodeAssist.Core.Completion.Context;

/// <summary>The port to what the workspace knows besides the current file.</summary>
public interface IContextSource
{
    /// <param name="request">The question.</param>
    /// <param name="limit">Most snippets.</param>
    /// <returns>
    /// Snippets of other files, the most useful one last: next to the code it is for. While the user types, the same ones as
    /// long as they still fit, so that prompts begin alike. Within some milliseconds; never throws.
    /// </returns>
    IReadOnlyList<ContextSnippet> Gather(CompletionRequest request, int limit);
}
