using CodeAssist.Core.Review.Changes;
using CodeAssist.Core.Text;

namespace CodeAssist.Core.Review.Checks;

/// <summary>A file as checks read it.</summary>
public sealed class CheckedFile
{
    private readonly Lazy<MaskedText> _masked;

    /// <exception cref="ArgumentException">The file has no new content.</exception>
    public CheckedFile(ChangedFile change)
    {
        Change = change;
        Document = change.New ?? throw new ArgumentException($"'{change.Path}' has no content to check.", nameof(change));
        _masked = new(() => new MaskedText(Document.Text, Document.Language));
        IsTest = TestPaths.IsTest(change.Path);
        ChangedPlaces = [.. change.Hunks.Where(hunk => !hunk.New.IsEmpty).Select(hunk => new OffsetRange(Document.OffsetAt(new(hunk.New.Start, 0)), Document.OffsetAt(new(hunk.New.End, 0))))];
    }

    public ChangedFile Change { get; }

    public DocumentSnapshot Document { get; }

    public string Path => Change.Path;

    public string Language => Document.Language;

    public string Text => Document.Text;

    /// <summary>By its path: code that only runs in tests.</summary>
    public bool IsTest { get; }

    /// <summary>The text with blanks for comments and for what stands in strings; offsets are the same.</summary>
    internal string Code => _masked.Value.Code;

    /// <summary>The text with blanks for comments alone.</summary>
    internal string WithoutComments => _masked.Value.WithoutComments;

    /// <summary>The changed lines as pieces of the text, with their breaks, in the order of the file.</summary>
    public IReadOnlyList<OffsetRange> ChangedPlaces { get; }

    /// <summary>The lines that a piece of the text lies on.</summary>
    public LineSpan Lines(OffsetRange place)
    {
        var last = Document.PositionAt(Math.Max(place.Start, place.End - 1)).Line;
        return new LineSpan(Document.PositionAt(place.Start).Line, last + 1);
    }

    /// <summary>The first changed line of a piece; null where none of it was changed.</summary>
    public int? FirstChangedLine(OffsetRange place)
    {
        var lines = Lines(place);
        foreach (var hunk in Change.Hunks)
        {
            if (hunk.New.Overlaps(lines))
            {
                return Math.Max(hunk.New.Start, lines.Start);
            }
        }

        return null;
    }

    public TextRange Range(OffsetRange place) => new(Document.PositionAt(place.Start), Document.PositionAt(place.End));
}
