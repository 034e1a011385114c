using CodeAssist.Server.Features.Dialogs;

namespace CodeAssist.Server.Features.Delegating;

/// <summary>The page of a task as the user has it: drawn anew whenever something happens, with the question that waits, if any.</summary>
/// <param name="pages">Shows it.</param>
internal sealed class TaskView(EditorPages pages) : IQuestionView
{
    private const string Id = "task";
    private const string Title = "CodeAssist: Task";

    private Func<PageQuestion?, string> _draw = static _ => "";

    /// <param name="draw">The page, with a question or without.</param>
    public void Follow(Func<PageQuestion?, string> draw)
    {
        _draw = draw;
        Show(question: null);
    }

    /// <summary>The same in front of the user.</summary>
    /// <param name="draw">The page, with a question or without.</param>
    /// <param name="cancellationToken">Stops waiting for the editor.</param>
    /// <returns>One sentence on where the page is, where the user must be told; null when it is in front of the user.</returns>
    public Task<string?> RaiseAsync(Func<PageQuestion?, string> draw, CancellationToken cancellationToken)
    {
        _draw = draw;
        return pages.ShowPageAsync(Id, Title, draw(null), cancellationToken);
    }

    public void Show(PageQuestion? question) => pages.Refresh(Id, Title, _draw(question));

    public Task RaiseAsync(PageQuestion question, CancellationToken cancellationToken) => pages.ShowPageAsync(Id, Title, _draw(question), cancellationToken);
}
