namespace CodeAssist.Core.Review.Checks;

/// <summary>A source text with blanks for what is no code. Line breaks stay, and so does every offset.</summary>
/// <remarks>No parser: it knows the comments and strings of the languages that the text checks speak of, and may err on others.</remarks>
public sealed class MaskedText
{
    private readonly string _text;
    private readonly char[] _code;
    private readonly char[] _withoutComments;
    private readonly SourceMarks _marks;

    // How many braces are open in each template expression that we are inside of.
    private readonly Stack<int> _templates = new();
    private char _before = '\n';

    public MaskedText(string text, string languageId)
    {
        _text = text;
        _code = text.ToCharArray();
        _withoutComments = text.ToCharArray();
        _marks = SourceMarks.Of(languageId);
        for (var at = 0; at < text.Length;)
        {
            at = Next(at);
        }

        Code = new string(_code);
        WithoutComments = new string(_withoutComments);
    }

    /// <summary>Without comments and without what stands between quotes.</summary>
    public string Code { get; }

    /// <summary>Without comments alone.</summary>
    public string WithoutComments { get; }

    private int Next(int at)
    {
        var rest = _text.AsSpan(at);
        if (_marks.CommentLength(rest, isAfterSpace: at == 0 || char.IsWhiteSpace(_text[at - 1])) is > 0 and var comment)
        {
            Blank(_code, at, at + comment);
            Blank(_withoutComments, at, at + comment);
            return at + comment;
        }

        if (_templates.Count > 0 && rest[0] is '{' or '}')
        {
            if (Brace(rest[0]))
            {
                return Template(at + 1);
            }
        }
        else if (_marks.HasTemplates && rest[0] == '`')
        {
            return Template(at + 1);
        }
        else if (_marks.StringLength(rest, _before) is > 0 and var length)
        {
            // The quotes stay: an empty string is still an argument.
            Blank(_code, at + 1, at + length - 1);
            _before = '"';
            return at + length;
        }

        _before = char.IsWhiteSpace(rest[0]) ? _before : rest[0];
        return at + 1;
    }

    // Whether it ends the expression inside a template.
    private bool Brace(char brace)
    {
        if (!_templates.TryPop(out var open))
        {
            return false;
        }

        if (brace == '}' && open == 0)
        {
            return true;
        }

        _templates.Push(brace == '{' ? open + 1 : open - 1);
        return false;
    }

    // From behind its quote, or from behind an expression in it, to its end or to the next expression.
    private int Template(int from)
    {
        var at = from;
        while (at < _text.Length && _text[at] != '`')
        {
            if (_text[at] == '$' && at + 1 < _text.Length && _text[at + 1] == '{')
            {
                Blank(_code, from, at);
                _templates.Push(0);
                _before = '{';
                return at + 2;
            }

            at += _text[at] == '\\' ? 2 : 1;
        }

        var end = Math.Min(at, _text.Length);
        Blank(_code, from, end);
        _before = '"';
        return end + 1;
    }

    private static void Blank(char[] text, int start, int end)
    {
        for (var at = start; at < Math.Min(end, text.Length); at++)
        {
            text[at] = text[at] is '\n' or '\r' ? text[at] : ' ';
        }
    }
}
