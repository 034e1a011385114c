using System.Text.RegularExpressions;
using CodeAssist.Core.Review.Changes;
using CodeAssist.Core.Review.Checks;
using CodeAssist.Core.Text;

namespace CodeAssist.Context.Outline;

/// <summary>The members of a file by the lines that begin them. Its time is that of reading the file.</summary>
internal sealed class HeadOutline
{
    /// <summary>In UTF-16 code units. A longer line is no head that anybody wrote.</summary>
    private const int LongestLine = 1000;

    /// <summary>Names grow with each container around them. Deeper than anybody writes, everything belongs to the last one.</summary>
    private const int DeepestContainer = 24;

    /// <summary>Words that stand before parentheses and braces as the name of a method does.</summary>
    private static readonly HashSet<string> _statements = new(StringComparer.Ordinal)
    {
        "catch", "do", "else", "for", "foreach", "if", "return", "sizeof", "switch", "synchronized", "throw", "try", "using", "while", "with",
    };

    private readonly SourceLines _lines;
    private readonly LanguageHeads _heads;
    private readonly IMemberExtent _extent;
    private readonly List<CodeMember> _members = [];

    // The containers that we are inside of.
    private readonly Stack<Open> _open = new();

    private HeadOutline(DocumentSnapshot document, LanguageHeads heads)
    {
        _lines = new SourceLines(document, new MaskedText(document.Text, document.Language).Code);
        _heads = heads;
        _extent = heads.IsIndented ? new IndentedExtent(_lines, heads) : new BracedExtent(_lines, heads);
    }

    public static IReadOnlyList<CodeMember> Read(DocumentSnapshot document, LanguageHeads heads)
    {
        var outline = new HeadOutline(document, heads);
        outline.Read();

        // A type that holds no member is to be seen as a whole.
        var members = outline._members;
        return [.. members.Select((member, index) => member with
        {
            IsContainer = member.IsContainer && index + 1 < members.Count && members[index + 1].Lines.Start < member.Lines.End,
        })];
    }

    private void Read()
    {
        var floor = 0;
        for (var line = 0; line < _lines.Count;)
        {
            while (_open.TryPeek(out var ended) && ended.End <= line)
            {
                _open.Pop();
            }

            var next = line + 1;
            if (Head(line) is var (pattern, match) && _extent.Of(line) is var extent && (extent.Body is not null || !pattern.NeedsBody))
            {
                var name = Name(match);
                var prefix = _open.TryPeek(out var outer) ? outer.Prefix : "";
                if (name.Length > 0)
                {
                    var head = _lines.Document.Text.AsSpan(_lines.Start(line), Math.Max(0, (extent.Body ?? _lines.End(extent.End - 1)) - _lines.Start(line)));
                    var lines = new LineSpan(Leading(line, floor), extent.End);
                    _members.Add(new CodeMember(prefix + name, lines, Signatures.OnOneLine(head)) { IsContainer = pattern.IsContainer && extent.Body is not null });
                }

                if (pattern.IsContainer && extent.Body is { } body && _open.Count < DeepestContainer)
                {
                    _open.Push(new Open(extent.End, name.Length > 0 ? $"{prefix}{name}." : prefix, body));
                    next = Math.Max(next, _lines.Document.PositionAt(body).Line + 1);
                }
                else
                {
                    // What is inside belongs to it.
                    next = Math.Max(next, extent.End);
                }

                floor = next;
            }

            line = next;
        }
    }

    private (HeadPattern Pattern, Match Match)? Head(int line)
    {
        var (start, length) = (_lines.Start(line), _lines.End(line) - _lines.Start(line));
        if (length is 0 or > LongestLine || _lines.IsBlank(line))
        {
            return null;
        }

        var block = _extent.BlockAt(line);
        var isRightInContainer = _open.TryPeek(out var container) && block == container.Body;
        foreach (var pattern in _heads.Patterns)
        {
            var isInPlace = isRightInContainer || (!pattern.IsInContainer && (!pattern.IsOutside || block is null));
            if (isInPlace && pattern.Regex.Match(_lines.Code, start, length) is { Success: true } match && !_statements.Contains(match.Groups["name"].Value))
            {
                return (pattern, match);
            }
        }

        return null;
    }

    private static string Name(Match match)
    {
        var name = match.Groups["owner"] is { Success: true } owner ? $"{owner.Value}.{match.Groups["name"].Value}" : match.Groups["name"].Value;
        return name.Replace("::", ".", StringComparison.Ordinal).Replace('\\', '.').Trim('.');
    }

    /// <summary>The first of the comments and annotations right above a head.</summary>
    private int Leading(int line, int floor)
    {
        while (line > floor && !_lines.Document.Line(line - 1).IsWhiteSpace() && (_lines.IsBlank(line - 1) || IsAnnotation(_lines.Line(line - 1).TrimStart())))
        {
            line--;
        }

        return line;
    }

    private static bool IsAnnotation(ReadOnlySpan<char> line) => line is ['@', ..] or ['#', '[', ..] || (line.StartsWith("template") && line.TrimEnd() is [.., '>']);

    private readonly record struct Open(int End, string Prefix, int Body);
}
