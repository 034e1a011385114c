using System.Text;
using CodeAssist.Core.Text;

namespace CodeAssist.Server.Reviewing.Output;

/// <summary>A range as people and other tools count: lines and columns from one, the end not included.</summary>
/// <param name="Line">First line.</param>
/// <param name="Column">In UTF-16 units.</param>
/// <param name="EndLine">Last line.</param>
/// <param name="EndColumn">In UTF-16 units, behind the last one.</param>
internal sealed record ReportedPlace(int Line, int Column, int EndLine, int EndColumn)
{
    public static ReportedPlace Of(TextRange range) =>
        new(range.Start.Line + 1, range.Start.Character + 1, range.End.Line + 1, range.End.Character + 1);

    /// <summary>The column of a place in bytes of UTF-8, from one.</summary>
    public static int Utf8Column(DocumentSnapshot text, TextPosition position) =>
        Encoding.UTF8.GetByteCount(text.Line(position.Line)[..position.Character]) + 1;
}
