using System.Text;
using System.Text.RegularExpressions;

namespace CodeAssist.Core.Completion.Context;

/// <summary>What a long file says, above the part of it that goes into the prompt, of where its names come from: its usings, imports or includes.</summary>
public static partial class LostImports
{
    /// <summary>UTF-16 units; the first ones are kept.</summary>
    private const int MostCharacters = 1_000;

    /// <summary>Lines in which they may stand; behind more than these nobody looks for any.</summary>
    private const int MostLines = 200;

    /// <returns>Whole lines below the file's own path; null where the window begins above them all, or the language has none that we know.</returns>
    /// <param name="request">The question.</param>
    /// <param name="window">The part of its file that is in the prompt.</param>
    public static ContextSnippet? Of(CompletionRequest request, CodeWindow window)
    {
        var above = request.Text.AsSpan(0, request.Caret - window.Prefix.Length);
        if (above.IsEmpty || PatternOf(request.LanguageId) is not { } pattern)
        {
            return null;
        }

        var imports = new StringBuilder();
        var lines = 0;
        foreach (var line in above.EnumerateLines())
        {
            if (++lines > MostLines || imports.Length + line.Length > MostCharacters)
            {
                break;
            }

            if (pattern.IsMatch(line))
            {
                imports.Append(line.TrimEnd()).Append('\n');
            }
        }

        return imports.Length == 0 ? null : new ContextSnippet(request.Path, imports.ToString());
    }

    private static Regex? PatternOf(string languageId) => languageId switch
    {
        "csharp" => Usings(),
        "python" => PythonImports(),
        "javascript" or "javascriptreact" or "typescript" or "typescriptreact" => ScriptImports(),
        "java" or "kotlin" or "scala" or "groovy" or "swift" or "dart" => Imports(),
        "c" or "cpp" or "objective-c" or "objective-cpp" => Includes(),
        "rust" or "php" => Uses(),
        _ => null,
    };

    // Not the statement of the same word, which has a type or a bracket.
    [GeneratedRegex(@"^\s*(global\s+)?using\s+(static\s+|unsafe\s+)?(@?\w+\s*=\s*)?[\w.:]+(<.*>)?;\s*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Usings();

    [GeneratedRegex(@"^(import\s+\w|from\s+[\w.]+\s+import\s)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex PythonImports();

    [GeneratedRegex(@"^(import\s.*['""]|(const|let|var)\s.*=\s*require\()", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex ScriptImports();

    [GeneratedRegex(@"^import\s+\S", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Imports();

    [GeneratedRegex(@"^\s*#\s*include\s", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Includes();

    [GeneratedRegex(@"^\s*(pub\s+)?use\s+[\w:\\{]", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Uses();
}
