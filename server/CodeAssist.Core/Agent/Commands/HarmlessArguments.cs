using System.Collections.Frozen;

namespace CodeAssist.Core.Agent.Commands;

/// <summary>
/// Which further words leave a command what the user approved: what a build or a test works on, and nothing that names a program, a file to write, or a place outside.
/// </summary>
internal static class HarmlessArguments
{
    private static readonly FrozenDictionary<string, Shape> _shapes = new Dictionary<string, Shape>(StringComparer.Ordinal)
    {
        ["dotnet"] = new(
            ["--no-restore", "--no-build", "--nologo", "--no-dependencies", "--list-tests"],
            ["-c", "--configuration", "-f", "--framework", "-v", "--verbosity", "--filter"],
            TakesNames: true),
        ["npm"] = new(["--silent", "-s"], ["-w", "--workspace"], TakesNames: false),
        ["pnpm"] = new(["--silent", "-s"], [], TakesNames: false),
        ["yarn"] = new(["--silent", "-s"], [], TakesNames: false),
        ["node"] = new(["--test"], ["--test-name-pattern"], TakesNames: true),
        ["cargo"] = new(["--lib", "--release", "--quiet", "-q", "--all", "--workspace", "--offline", "--locked", "--bins", "--tests"], ["-p", "--package", "--test", "--bin"], TakesNames: true),
        ["go"] = new(["-v", "-race", "-short"], ["-run", "-count", "-timeout"], TakesNames: true),
        ["pytest"] = new(["-q", "-v", "-x", "-vv", "-s"], ["-k", "-m"], TakesNames: true),
        ["python"] = new(["-v", "-q", "-f"], ["-k"], TakesNames: true),
        ["python3"] = new(["-v", "-q", "-f"], ["-k"], TakesNames: true),
        ["make"] = new(["-j", "-s", "-k"], [], TakesNames: false),
        ["tsc"] = new(["--noEmit"], ["-p"], TakesNames: false),
        ["eslint"] = new(["--quiet"], [], TakesNames: true),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static bool Knows(string program) => _shapes.ContainsKey(program);

    /// <param name="program">Name of the program.</param>
    /// <param name="words">What stands behind the words that were approved.</param>
    public static bool Are(string program, IReadOnlyList<string> words)
    {
        if (words.Count == 0)
        {
            return true;
        }

        if (!_shapes.TryGetValue(program, out var shape))
        {
            return false;
        }

        for (var at = 0; at < words.Count; at++)
        {
            if (shape.WithValue.Contains(words[at], StringComparer.Ordinal))
            {
                at++;
                if (at == words.Count || !IsValue(words[at]))
                {
                    return false;
                }
            }
            else if (!shape.Alone.Contains(words[at], StringComparer.Ordinal) && !(shape.TakesNames && IsName(words[at])))
            {
                return false;
            }
        }

        return true;
    }

    // An expression of a test filter; it is no option, and no file is named by it.
    private static bool IsValue(string word) => word.Length is > 0 and <= 200 && word[0] is not ('-' or '@' or '/') && word.IndexOfAny(['\n', '\r', '\0', '\\', '`', '$', ';']) < 0;

    // A file or a folder below, a test, a package: nothing that a program could take for a response file, an option or a setting.
    private static bool IsName(string word) =>
        word.Length is > 0 and <= 200
        && word[0] is not ('-' or '@' or '/' or '~')
        && word.All(character => char.IsAsciiLetterOrDigit(character) || "._-/:+".Contains(character, StringComparison.Ordinal))
        && !word.Split('/').Contains("..", StringComparer.Ordinal)
        && !(word.Length > 1 && word[1] is ':');

    private sealed record Shape(string[] Alone, string[] WithValue, bool TakesNames);
}
