using CodeAssist.Core.Review.Changes;
using CodeAssist.Core.Routing;

namespace CodeAssist.Core.Assist;

/// <summary>How a long piece of a file is asked about in several questions.</summary>
public static class AssistPieces
{
    /// <summary>Fewer lines are not worth a question of their own.</summary>
    private const int FewestLines = 40;

    /// <summary>How much there is to ask.</summary>
    /// <param name="subject">What is asked about.</param>
    /// <param name="outputTokens">Most tokens of an answer.</param>
    public static TaskSize Measure(AssistSubject subject, int outputTokens)
    {
        var whole = AssistPrompts.Whole(subject).EstimatedTokens;
        return subject.Kind is AssistKind.Fix || subject.Lines.Count <= FewestLines
            ? TaskSize.Whole(whole, outputTokens)
            : new TaskSize(whole, outputTokens, Math.Min(whole, Windows(subject, FewestLines).Max(lines => AssistPrompts.About(subject, lines).EstimatedTokens)));
    }

    /// <returns>The fewest parts, each of which makes a question of at most so many tokens; null where a line is too long for that.</returns>
    public static IReadOnlyList<LineSpan>? Split(AssistSubject subject, int mostTokens)
    {
        for (var lines = subject.Lines.Count; lines > 0; lines = lines * 3 / 4)
        {
            var parts = Windows(subject, lines);
            if (parts.All(part => AssistPrompts.About(subject, part).EstimatedTokens <= mostTokens))
            {
                return parts;
            }
        }

        return null;
    }

    private static List<LineSpan> Windows(AssistSubject subject, int lines)
    {
        List<LineSpan> parts = [];
        for (var start = subject.Lines.Start; start < subject.Lines.End;)
        {
            var end = Math.Min(start + lines, subject.Lines.End);
            end = end == subject.Lines.End ? end : Border(subject, start, end);
            parts.Add(new LineSpan(start, end));
            start = end;
        }

        return parts;
    }

    /// <summary>Behind an empty line of the second half, where there is one: most members end there.</summary>
    private static int Border(AssistSubject subject, int start, int end)
    {
        for (var line = end; line > start + ((end - start) / 2); line--)
        {
            if (subject.Document.Line(line - 1).Trim().IsEmpty)
            {
                return line;
            }
        }

        return end;
    }
}
