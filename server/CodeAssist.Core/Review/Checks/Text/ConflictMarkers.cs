using CodeAssist.Core.Review.Findings;

namespace CodeAssist.Core.Review.Checks.Text;

/// <summary>
/// What a merge leaves in a file. A row of equal signs alone underlines a heading in many a text: all three markers must stand there in their order.
/// </summary>
internal sealed class ConflictMarkers : ICheck
{
    public IReadOnlyList<ReviewRule> Rules { get; } = [CheckRules.ConflictMarker];

    public IEnumerable<CheckHit> Find(CheckedFile file, CancellationToken cancellationToken)
    {
        int? begin = null;
        var isDivided = false;
        for (var line = 0; line < file.Document.LineCount; line++)
        {
            var text = file.Document.Line(line);
            if (IsMarker(text, '<'))
            {
                (begin, isDivided) = (line, false);
            }
            else if (begin is not null && text is "=======")
            {
                isDivided = true;
            }
            else if (begin is { } first && isDivided && IsMarker(text, '>'))
            {
                yield return Hit(file, first, line);
                begin = null;
            }
        }
    }

    private static CheckHit Hit(CheckedFile file, int first, int last)
    {
        var start = file.Document.OffsetAt(new(first, 0));
        var message = $"This merge conflict is not resolved: it reaches to '{file.Document.Line(last)}'.";
        return new CheckHit(CheckRules.ConflictMarker, new OffsetRange(start, start + file.Document.Line(first).Length), message)
        {
            Extent = new OffsetRange(start, file.Document.OffsetAt(new(last, file.Document.Line(last).Length))),
        };
    }

    private static bool IsMarker(ReadOnlySpan<char> line, char mark) =>
        line.Length >= 7 && line[..7].IndexOfAnyExcept(mark) < 0 && (line.Length == 7 || line[7] == ' ');
}
