namespace CodeAssist.Lsp;

/// <summary>Text that an editor shows to its user in a message, a question or a progress line.</summary>
/// <remarks>
/// VS Code makes links of <c>[text](address)</c> there, commands of the editor included. Nothing of ours is such a link, so that whatever looks like one is somebody else's: it was
/// written by a model, or is the name of a file.
/// </remarks>
public static class ShownText
{
    private const string Link = "](";
    private const string NoLink = "] (";

    public static string Of(string text) => text.Replace(Link, NoLink, StringComparison.Ordinal);
}
