namespace CodeAssist.Context.Outline;

/// <summary>Members that end with their closing brace; those without one, with their semicolon or their line.</summary>
internal sealed class BracedExtent : IMemberExtent
{
    /// <summary>In UTF-16 code units. Without a limit each head of a file that never closes a parenthesis would be read to the file's end.</summary>
    private const int LongestHead = 4000;

    private static readonly string[] _goingOn = ["where", "throws", "rethrows", "extends", "implements", "async"];

    private readonly SourceLines _lines;
    private readonly LanguageHeads _heads;
    private readonly Dictionary<int, int> _closing = [];
    private readonly int[] _blocks;

    public BracedExtent(SourceLines lines, LanguageHeads heads)
    {
        _lines = lines;
        _heads = heads;
        _blocks = new int[lines.Count];
        var open = new Stack<int>();
        var isDirective = false;
        for (var line = 0; line < lines.Count; line++)
        {
            _blocks[line] = open.TryPeek(out var block) ? block : -1;
            var start = lines.Start(line);
            var code = lines.Line(line);
            isDirective = heads.HasDirectives && ((isDirective && lines.Line(line - 1).TrimEnd() is [.., '\\']) || code.TrimStart() is ['#', ..]);
            for (var at = 0; at < code.Length && !isDirective; at++)
            {
                if (code[at] == '{')
                {
                    open.Push(start + at);
                }
                else if (code[at] == '}' && open.TryPop(out var opened))
                {
                    _closing[opened] = start + at;
                }
            }
        }
    }

    public int? BlockAt(int line) => _blocks[line] < 0 ? null : _blocks[line];

    public MemberExtent Of(int headLine)
    {
        var code = _lines.Code;
        var start = _lines.Start(headLine);
        var depth = 0;
        for (var at = start; at < Math.Min(code.Length, start + LongestHead); at++)
        {
            if (code[at] == '{' && depth == 0)
            {
                var closing = _closing.GetValueOrDefault(at, code.Length);
                if (!GoesOnBehind(closing))
                {
                    return new MemberExtent(at, LineAfter(closing));
                }

                at = closing;
            }
            else if (code[at] is '(' or '[' or '{')
            {
                depth++;
            }
            else if (code[at] is ')' or ']' or '}' && --depth < 0)
            {
                // The block around it ends.
                return new MemberExtent(null, Math.Max(headLine + 1, LineAfter(at) - 1));
            }
            else if (depth == 0 && (code[at] == ';' || (code[at] is '\n' or '\r' && EndsAt(at))))
            {
                return new MemberExtent(null, LineAfter(at));
            }
        }

        // The text ends, or nobody knows what it means.
        return new MemberExtent(null, depth == 0 && code.Length - start <= LongestHead ? LineAfter(code.Length) : headLine + 1);
    }

    private int LineAfter(int offset) => _lines.Document.PositionAt(offset).Line + 1;

    private bool GoesOnBehind(int closing)
    {
        var at = closing + 1;
        while (at < _lines.Code.Length && _lines.Code[at] is ' ' or '\t')
        {
            at++;
        }

        return at < _lines.Code.Length && _heads.GoesOnBehindBraces.Contains(_lines.Code[at]);
    }

    // Whether a head that has no body until this line break has none at all.
    private bool EndsAt(int offset)
    {
        var line = _lines.Document.PositionAt(offset).Line;
        if (line + 1 >= _lines.Count || _lines.Document.Line(line + 1).IsWhiteSpace())
        {
            return true;
        }

        var before = _lines.Line(line).TrimEnd();
        var behind = _lines.Line(line + 1).TrimStart();
        if (!_heads.LinesEnd || before.EndsWith("=>") || before.EndsWith("->") || before is [.., ',' or '=' or ':' or '&' or '|' or '+' or '<' or '?'])
        {
            return false;
        }

        return behind is not (['{' or ':' or '=' or ',' or '.' or '|' or '&' or '?', ..] or ['-', '>', ..]) && !BeginsWithAny(behind, _goingOn);
    }

    private static bool BeginsWithAny(ReadOnlySpan<char> code, string[] words)
    {
        foreach (var word in words)
        {
            if (code.StartsWith(word, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
