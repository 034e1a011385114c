namespace CodeAssist.Core.Text;

/// <summary>What the pipeline must know of a language, by its LSP id.</summary>
public static class Languages
{
    public const string CSharp = "csharp";

    /// <summary>Whether blocks are opened by a colon and closed by indentation.</summary>
    public static bool IndentationIsSyntax(string languageId) => languageId is "python" or "yaml" or "coffeescript" or "nim";

    /// <summary>Whether <c>#</c> begins a comment; <c>//</c> does otherwise.</summary>
    public static bool HashBeginsComment(string languageId) =>
        languageId is "python" or "ruby" or "perl" or "r" or "shellscript" or "yaml" or "toml" or "dockerfile" or "makefile" or "elixir" or "julia"
            or "coffeescript" or "nim" or "powershell";

    /// <summary>Whether single quotes hold whole strings and not one character.</summary>
    public static bool SingleQuotesAreStrings(string languageId) =>
        HashBeginsComment(languageId)
        || languageId is "javascript" or "javascriptreact" or "typescript" or "typescriptreact" or "php" or "lua" or "sql" or "css" or "scss" or "less" or "groovy" or "dart" or "vue" or "svelte" or "html";

    /// <summary>Whether the language is prose, in which code fences are text like any other.</summary>
    public static bool IsProse(string languageId) => languageId is "markdown" or "plaintext" or "asciidoc" or "restructuredtext" or "latex" or "mdx";
}
