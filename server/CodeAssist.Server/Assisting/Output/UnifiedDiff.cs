using System.Globalization;
using System.Text;
using CodeAssist.Context.Fixes;
using CodeAssist.Core.Assist;
using CodeAssist.Core.Review.Findings;
using CodeAssist.Core.Text;

namespace CodeAssist.Server.Assisting.Output;

/// <summary>A change of neighbouring lines as <c>git apply</c> and <c>patch</c> read it.</summary>
internal static class UnifiedDiff
{
    private const int Around = 3;

    /// <param name="subject">What was asked about.</param>
    /// <param name="change">A change of its document.</param>
    public static string Of(AssistSubject subject, Fix change) =>
        Of(subject.Origin.Path, subject.Document.Text, FixedText.Of(subject.Document, change) ?? subject.Document.Text);

    /// <param name="path">Relative to the repository, with forward slashes.</param>
    /// <param name="before">The file as it stands.</param>
    /// <param name="after">The file with the change.</param>
    public static string Of(string path, string before, string after)
    {
        var (old, fresh) = (Lines(before), Lines(after));
        var head = 0;
        while (head < Math.Min(old.Count, fresh.Count) && Same(old[head], fresh[head]))
        {
            head++;
        }

        var tail = 0;
        while (tail < Math.Min(old.Count, fresh.Count) - head && Same(old[^(tail + 1)], fresh[^(tail + 1)]))
        {
            tail++;
        }

        var (start, after3) = (Math.Max(0, head - Around), Math.Min(Around, tail));
        var diff = new StringBuilder().Append(CultureInfo.InvariantCulture, $"--- a/{path}\n+++ b/{path}\n");
        diff.Append(CultureInfo.InvariantCulture, $"@@ -{Span(start, old.Count - tail + after3)} +{Span(start, fresh.Count - tail + after3)} @@\n");
        Write(diff, ' ', old, start, head);
        Write(diff, '-', old, head, old.Count - tail);
        Write(diff, '+', fresh, head, fresh.Count - tail);
        Write(diff, ' ', old, old.Count - tail, old.Count - tail + after3);
        return diff.ToString();
    }

    private static string Span(int start, int end) => string.Create(CultureInfo.InvariantCulture, $"{(end > start ? start + 1 : start)},{end - start}");

    private static void Write(StringBuilder diff, char mark, List<string> lines, int from, int to)
    {
        for (var index = from; index < to; index++)
        {
            diff.Append(mark).Append(lines[index]);
            if (!lines[index].EndsWith('\n'))
            {
                diff.Append("\n\\ No newline at end of file\n");
            }
        }
    }

    // Each with its break, so that a change of the break is one, too.
    private static List<string> Lines(string text)
    {
        List<string> lines = [];
        var document = DocumentSnapshot.Open("", "", 0, text);
        for (var line = 0; line < document.LineCount; line++)
        {
            var start = document.OffsetAt(new TextPosition(line, 0));
            var end = line + 1 < document.LineCount ? document.OffsetAt(new TextPosition(line + 1, 0)) : text.Length;
            if (end > start)
            {
                lines.Add(text[start..end]);
            }
        }

        return lines;
    }

    private static bool Same(string left, string right) => string.Equals(left, right, StringComparison.Ordinal);
}
