using CodeAssist.Lsp;
using CodeAssist.Lsp.Protocol;

namespace CodeAssist.Server.Features.Dialogs;

/// <summary>Shows pages: in the editor where it has a place for them, else in the browser, else by the path of a file.</summary>
/// <param name="files">Where pages are written for editors without a place.</param>
/// <param name="editor">The editor.</param>
internal sealed class EditorPages(ShownFiles files, LspClient editor)
{
    /// <summary>Another text for a page that the user may have open; whoever has closed it sees nothing.</summary>
    public void Refresh(string id, string title, string html)
    {
        if (editor.Capabilities.CanShowPages)
        {
            editor.ShowPage(new ShowPageParams(id, title, html, IsRefresh: true));
        }
    }

    /// <param name="id">Of the page: another one with the same id takes its place. Letters and dashes.</param>
    /// <param name="title">Of its tab.</param>
    /// <param name="html">The whole document, which has no scripts and loads nothing (<see cref="PageDocument"/>).</param>
    /// <param name="cancellationToken">Stops waiting for the editor.</param>
    /// <returns>One sentence on where the page is, where the user must be told; null when it is in front of the user.</returns>
    public async Task<string?> ShowPageAsync(string id, string title, string html, CancellationToken cancellationToken)
    {
        if (editor.Capabilities.CanShowPages)
        {
            editor.ShowPage(new ShowPageParams(id, title, html));
            return null;
        }

        var path = files.PathOf(id, ".html");
        try
        {
            await File.WriteAllTextAsync(path, html, cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return $"{title} cannot be shown: {exception.Message}";
        }

        var browser = new ShowDocumentParams(new Uri(path).AbsoluteUri, TakeFocus: true, External: true);
        return editor.Capabilities.CanShowDocuments && await editor.ShowDocumentAsync(browser, cancellationToken)
            ? null
            : $"{title} is in {path} until the server ends: open it with a browser.";
    }
}
