using CodeAssist.Core.Review.Checks;
using CodeAssist.Core.Text;

namespace CodeAssist.Core.Review.Likelihood;

/// <summary>A file as the tokens of its code, whatever its language: no comments, no contents of strings.</summary>
public sealed class CodeTokens
{
    private static readonly string[] _longSigns =
    [
        "===", "!==", "<<=", ">>=", "??=", "...", "==", "!=", "<=", "=>", "->", "&&", "||", "??", "++", "--", "+=", "-=", "*=", "/=", "%=", "|=", "&=", "^=", "::", "?.",
    ];

    private static readonly char[] _firstOfLong = [.. _longSigns.Select(sign => sign[0]).Distinct()];

    private readonly List<CodeToken> _all = [];
    private readonly int[] _lineStarts;
    private readonly Dictionary<string, List<int>> _places = new(StringComparer.Ordinal);

    private CodeTokens(DocumentSnapshot document)
    {
        var code = new MaskedText(document.Text, document.Language).Code;
        _lineStarts = new int[document.LineCount + 1];
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        for (int line = 0, at = 0; line < document.LineCount; line++)
        {
            _lineStarts[line] = _all.Count;
            var end = line + 1 < document.LineCount ? document.OffsetAt(new TextPosition(line + 1, 0)) : code.Length;
            for (; at < end; at++)
            {
                if (Length(code.AsSpan(at, end - at)) is not (> 0 and var length))
                {
                    continue;
                }

                Add(Token(code, at, length, names));
                at += length - 1;
            }
        }

        _lineStarts[^1] = _all.Count;
    }

    public IReadOnlyList<CodeToken> All => _all;

    public static CodeTokens Of(DocumentSnapshot document) => new(document);

    /// <summary>The tokens of a line, as a span of places in <see cref="All"/>.</summary>
    public Range OfLine(int line) => _lineStarts[line].._lineStarts[line + 1];

    /// <summary>Places of a token in <see cref="All"/>.</summary>
    public IReadOnlyList<int> PlacesOf(string token) => _places.TryGetValue(token, out var places) ? places : [];

    /// <summary>A text cut into its tokens.</summary>
    public static IReadOnlyList<string> Cut(string text)
    {
        var tokens = new List<string>();
        for (var at = 0; at < text.Length; at++)
        {
            if (Length(text.AsSpan(at)) is > 0 and var length)
            {
                tokens.Add(text.Substring(at, length));
                at += length - 1;
            }
        }

        return tokens;
    }

    private void Add(CodeToken token)
    {
        if (!_places.TryGetValue(token.Text, out var places))
        {
            _places.Add(token.Text, places = []);
        }

        places.Add(_all.Count);
        _all.Add(token);
    }

    private static CodeToken Token(string code, int at, int length, Dictionary<string, string> names)
    {
        var text = code.Substring(at, length);
        if (!names.TryGetValue(text, out var known))
        {
            names.Add(text, known = text);
        }

        return new CodeToken(at, known, IsNameStart(code[at]), char.IsAsciiDigit(code[at]));
    }

    private static int Length(ReadOnlySpan<char> code) => code[0] switch
    {
        var first when char.IsWhiteSpace(first) => 0,
        var first when IsNameStart(first) => Run(code, static next => IdentifierCharacter.Is(next)),
        var first when char.IsAsciiDigit(first) => Run(code, static next => char.IsAsciiLetterOrDigit(next) || next is '_'),
        var first when _firstOfLong.AsSpan().Contains(first) => SignLength(code),
        _ => 1,
    };

    private static int SignLength(ReadOnlySpan<char> code)
    {
        foreach (var sign in _longSigns)
        {
            if (code.StartsWith(sign))
            {
                return sign.Length;
            }
        }

        return 1;
    }

    private static int Run(ReadOnlySpan<char> code, Func<char, bool> belongs)
    {
        var length = 1;
        while (length < code.Length && belongs(code[length]))
        {
            length++;
        }

        return length;
    }

    private static bool IsNameStart(char first) => IdentifierCharacter.Is(first) && !char.IsDigit(first);
}
