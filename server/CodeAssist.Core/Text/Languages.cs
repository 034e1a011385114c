namespace CodeAssist.Core.Text;

/// <summary>What the pipeline must know of a language, by its LSP id.</summary>
public static class Languages
{
    /// <summary>Whether blocks are opened by a colon and closed by indentation.</summary>
    public static bool IndentationIsSyntax(string languageId) => languageId is "python" or "yaml" or "coffeescript" or "nim";
}
