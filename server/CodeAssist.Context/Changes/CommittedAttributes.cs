using CodeAssist.Context.Ignoring;

namespace CodeAssist.Context.Changes;

/// <summary>
/// What the <c>.gitattributes</c> of a commit say of its files. Git tells it of a commit that is not checked out only since 2.40 (<c>check-attr --source</c>), and this must not depend on the
/// user's version. The attributes of the user's own machine (<c>info/attributes</c>) are not among them.
/// </summary>
internal sealed class CommittedAttributes
{
    public const string FileName = ".gitattributes";

    private const string MacroMark = "[attr]";

    // By folder, in the order of the file.
    private readonly Dictionary<string, List<(IgnoreRule Pattern, string[] Words)>> _lines = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string[]> _macros = new(StringComparer.Ordinal) { ["binary"] = ["-diff", "-merge", "-text"] };

    /// <param name="files">All that hold for the files that somebody will ask about.</param>
    public CommittedAttributes(IEnumerable<(string Path, string Text)> files)
    {
        foreach (var (path, text) in files)
        {
            var folder = path[..^FileName.Length];
            _lines[folder] = [.. text.Split('\n').Select(line => Line(line.Trim(), isTop: folder.Length == 0)).OfType<(IgnoreRule, string[])>()];
        }
    }

    /// <returns>As <c>git check-attr</c> tells it: <c>set</c>, <c>unset</c> or a value; null where nothing is said.</returns>
    public string? Of(string path, string attribute)
    {
        string? value = null;
        foreach (var folder in CommitFiles.Folders(path))
        {
            var below = GitText.Of(path[folder.Length..]);
            foreach (var (_, words) in _lines.GetValueOrDefault(folder, []).Where(line => line.Pattern.Matches(below, isFolder: false)))
            {
                value = Said(words, attribute, value);
            }
        }

        return value;
    }

    private string? Said(string[] words, string attribute, string? value)
    {
        foreach (var word in words)
        {
            var name = word.TrimStart('-', '!').Split('=')[0];
            if (string.Equals(name, attribute, StringComparison.Ordinal))
            {
                value = word[0] switch
                {
                    '-' => "unset",
                    '!' => null,
                    _ => word.Length > name.Length ? word[(name.Length + 1)..] : "set",
                };
            }
            else if (_macros.TryGetValue(word, out var meant))
            {
                value = Said([.. meant.Where(one => !string.Equals(one, word, StringComparison.Ordinal))], attribute, value);
            }
        }

        return value;
    }

    private (IgnoreRule Pattern, string[] Words)? Line(string line, bool isTop)
    {
        if (line.Length == 0 || line[0] is '#')
        {
            return null;
        }

        var (pattern, said) = Split(line);
        var words = said.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        if (pattern.StartsWith(MacroMark, StringComparison.Ordinal))
        {
            if (isTop)
            {
                // What a macro names must be there before it: no circles, and no more than a few steps.
                _macros[pattern[MacroMark.Length..]] = [.. words.SelectMany(word => _macros.GetValueOrDefault(word, [word]))];
            }

            return null;
        }

        return pattern.StartsWith('!') || IgnoreRule.Parse(pattern) is not { } rule ? null : (rule, words);
    }

    // A pattern with blanks stands in quotation marks.
    private static (string Pattern, string Words) Split(string line)
    {
        if (line[0] is '"' && line.IndexOf('"', 1) is > 0 and var end)
        {
            return (line[1..end], line[(end + 1)..]);
        }

        var blank = line.AsSpan().IndexOfAny(' ', '\t');
        return blank < 0 ? (line, "") : (line[..blank], line[blank..]);
    }
}
