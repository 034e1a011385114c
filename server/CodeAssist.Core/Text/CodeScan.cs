namespace CodeAssist.Core.Text;

/// <summary>Finds the brackets of a text that are code, in any of the usual languages: strings and comments are passed over.</summary>
/// <remarks>No parser: raw strings, regular expressions and nested comments can deceive it. Whoever asks must not harm when it errs.</remarks>
public ref struct CodeScan
{
    private readonly ReadOnlySpan<char> _text;
    private readonly bool _hashComments;
    private readonly bool _singleQuotedStrings;
    private int _position;
    private int _endOfCode;

    public CodeScan(ReadOnlySpan<char> text, string languageId)
    {
        _text = text;
        _hashComments = Languages.HashBeginsComment(languageId);
        _singleQuotedStrings = Languages.SingleQuotesAreStrings(languageId);
    }

    /// <summary>Where the code of a text ends: behind it are only white space and comments.</summary>
    /// <returns>Null when the text ends inside a string or a comment.</returns>
    public static int? EndOfCode(ReadOnlySpan<char> text, string languageId)
    {
        var scan = new CodeScan(text, languageId);
        while (scan.MoveNext())
        {
        }

        return scan.EndsOutsideCode ? null : scan._endOfCode;
    }

    /// <summary>Offset of the bracket that <see cref="MoveNext"/> found.</summary>
    public int Position { get; private set; }

    /// <summary>Whether the text ends inside a string or a comment.</summary>
    public bool EndsOutsideCode { get; private set; }

    /// <summary>Goes to the next bracket of the code.</summary>
    public bool MoveNext()
    {
        while (_position < _text.Length)
        {
            var at = _position;
            var rest = _text[at..];
            if (rest is ['(' or '[' or '{' or ')' or ']' or '}', ..])
            {
                Position = at;
                _endOfCode = ++_position;
                return true;
            }

            var isComment = IsComment(rest);
            _position = at + Length(rest, isComment);
            _endOfCode = isComment || char.IsWhiteSpace(rest[0]) ? _endOfCode : _position;
            if (_position > _text.Length)
            {
                EndsOutsideCode = true;
                _position = _text.Length;
            }
        }

        return false;
    }

    private readonly bool IsComment(ReadOnlySpan<char> rest) => rest switch
    {
        ['#', ..] => _hashComments,
        ['/', '/', ..] or ['/', '*', ..] => !_hashComments,
        _ => false,
    };

    // How much to pass over; one more than there is when the text ends within.
    private readonly int Length(ReadOnlySpan<char> rest, bool isComment) => rest switch
    {
        ['/', '*', ..] when isComment => Through(rest, "*/", 2),
        _ when isComment => ToLineEnd(rest),
        ['"', '"', '"', ..] => Through(rest, "\"\"\"", 3),
        ['\'', '\'', '\'', ..] when _singleQuotedStrings => Through(rest, "'''", 3),
        ['`', ..] => Quoted(rest, '`', spansLines: true),
        ['"', ..] => Quoted(rest, '"', spansLines: false),
        ['\'', ..] when _singleQuotedStrings || IsCharacter(rest) => Quoted(rest, '\'', spansLines: false),
        _ => 1,
    };

    private static int ToLineEnd(ReadOnlySpan<char> rest)
    {
        var end = rest.IndexOf('\n');
        return end < 0 ? rest.Length + 1 : end;
    }

    private static int Through(ReadOnlySpan<char> rest, string end, int from)
    {
        var at = rest[from..].IndexOf(end);
        return at < 0 ? rest.Length + 1 : from + at + end.Length;
    }

    private static int Quoted(ReadOnlySpan<char> rest, char quote, bool spansLines)
    {
        for (var i = 1; i < rest.Length; i++)
        {
            if (rest[i] == quote)
            {
                return i + 1;
            }

            if (rest[i] == '\n' && !spansLines)
            {
                // Not closed on its line: a stray quote, or a string that is still being typed.
                return i;
            }

            i += rest[i] == '\\' ? 1 : 0;
        }

        return rest.Length + 1;
    }

    // 'a' and '\n', but no lifetime and no apostrophe.
    private static bool IsCharacter(ReadOnlySpan<char> rest) => rest is ['\'', '\\', ..] or ['\'', _, '\'', ..];
}
