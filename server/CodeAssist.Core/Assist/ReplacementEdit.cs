using CodeAssist.Core.Review.Findings;
using CodeAssist.Core.Text;

namespace CodeAssist.Core.Assist;

/// <summary>New lines as a change of the document.</summary>
public static class ReplacementEdit
{
    /// <param name="subject">What was asked about.</param>
    /// <param name="title">What the change does, in a few words.</param>
    /// <param name="text">The new lines, each with its break; empty to remove the old ones.</param>
    public static Fix Of(AssistSubject subject, string title, string text)
    {
        var (document, lines) = (subject.Document, subject.Lines);
        var start = new TextPosition(lines.Start, 0);
        if (lines.End < document.LineCount)
        {
            return new Fix(title, [new FixEdit(new TextRange(start, new TextPosition(lines.End, 0)), text)]);
        }

        // The last line has no break of its own, and gets none.
        var last = document.LineCount - 1;
        return new Fix(title, [new FixEdit(new TextRange(start, new TextPosition(last, document.Line(last).Length)), text.TrimEnd('\r', '\n'))]);
    }
}
