using System.Collections.Frozen;

namespace CodeAssist.Context;

/// <summary>The language of a file by its name, in the words of LSP: for files that no editor has opened.</summary>
public static class LanguageIds
{
    public const string PlainText = "plaintext";

    private static readonly FrozenDictionary<string, string> _byExtension = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        [".bash"] = "shellscript",
        [".bat"] = "bat",
        [".c"] = "c",
        [".cc"] = "cpp",
        [".cjs"] = "javascript",
        [".clj"] = "clojure",
        [".cmd"] = "bat",
        [".coffee"] = "coffeescript",
        [".cpp"] = "cpp",
        [".cs"] = "csharp",
        [".csproj"] = "xml",
        [".css"] = "css",
        [".csx"] = "csharp",
        [".cts"] = "typescript",
        [".cu"] = "cuda-cpp",
        [".cxx"] = "cpp",
        [".dart"] = "dart",
        [".diff"] = "diff",
        [".erl"] = "erlang",
        [".ex"] = "elixir",
        [".exs"] = "elixir",
        [".fs"] = "fsharp",
        [".fsx"] = "fsharp",
        [".go"] = "go",
        [".gradle"] = "groovy",
        [".groovy"] = "groovy",
        [".h"] = "cpp",
        [".hh"] = "cpp",
        [".hpp"] = "cpp",
        [".hs"] = "haskell",
        [".htm"] = "html",
        [".html"] = "html",
        [".hxx"] = "cpp",
        [".ini"] = "ini",
        [".java"] = "java",
        [".jl"] = "julia",
        [".js"] = "javascript",
        [".json"] = "json",
        [".jsonc"] = "jsonc",
        [".jsx"] = "javascriptreact",
        [".kt"] = "kotlin",
        [".kts"] = "kotlin",
        [".less"] = "less",
        [".lua"] = "lua",
        [".m"] = "objective-c",
        [".md"] = "markdown",
        [".mjs"] = "javascript",
        [".mm"] = "objective-cpp",
        [".mts"] = "typescript",
        [".nim"] = "nim",
        [".php"] = "php",
        [".pl"] = "perl",
        [".pm"] = "perl",
        [".props"] = "xml",
        [".proto"] = "proto",
        [".ps1"] = "powershell",
        [".psm1"] = "powershell",
        [".py"] = "python",
        [".pyi"] = "python",
        [".r"] = "r",
        [".razor"] = "razor",
        [".cshtml"] = "razor",
        [".rb"] = "ruby",
        [".rs"] = "rust",
        [".scala"] = "scala",
        [".scss"] = "scss",
        [".sh"] = "shellscript",
        [".sql"] = "sql",
        [".svelte"] = "svelte",
        [".swift"] = "swift",
        [".targets"] = "xml",
        [".tex"] = "latex",
        [".tf"] = "terraform",
        [".toml"] = "toml",
        [".ts"] = "typescript",
        [".tsx"] = "typescriptreact",
        [".vb"] = "vb",
        [".vue"] = "vue",
        [".xaml"] = "xml",
        [".xml"] = "xml",
        [".yaml"] = "yaml",
        [".yml"] = "yaml",
        [".zig"] = "zig",
        [".zsh"] = "shellscript",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, string> _byName = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["CMakeLists.txt"] = "cmake",
        ["Dockerfile"] = "dockerfile",
        ["Gemfile"] = "ruby",
        ["Jenkinsfile"] = "groovy",
        ["Makefile"] = "makefile",
        ["Rakefile"] = "ruby",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <returns><see cref="PlainText"/> for a name that says nothing.</returns>
    public static string Of(string path) =>
        _byName.GetValueOrDefault(Path.GetFileName(path))
        ?? _byExtension.GetValueOrDefault(Path.GetExtension(path))
        ?? PlainText;
}
