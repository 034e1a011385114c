using CodeAssist.Core.Text;

namespace CodeAssist.Context.Outline;

/// <summary>A text by its lines, with and without what is no code.</summary>
/// <param name="Document">As it is written.</param>
/// <param name="Code">The same with blanks for comments and for what stands in strings.</param>
internal sealed record SourceLines(DocumentSnapshot Document, string Code)
{
    public int Count => Document.LineCount;

    /// <summary>Offset of a line's first character.</summary>
    public int Start(int line) => Document.OffsetAt(new TextPosition(line, 0));

    /// <summary>Offset behind a line's last character, before its break.</summary>
    public int End(int line) => Start(line) + Document.Line(line).Length;

    /// <summary>The code of a line.</summary>
    public ReadOnlySpan<char> Line(int line) => Code.AsSpan(Start(line), Document.Line(line).Length);

    /// <summary>Whether there is no code on a line.</summary>
    public bool IsBlank(int line) => Line(line).IsWhiteSpace();
}
