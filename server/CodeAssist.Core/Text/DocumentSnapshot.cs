namespace CodeAssist.Core.Text;

/// <summary>One version of one document, exactly as the editor has it. Immutable: any thread may read it for as long as it likes.</summary>
/// <remarks>
/// Positions and lengths are in UTF-16 units, as in the editor. Positions outside the text are clamped: past the end of a line to
/// the end of that line before its break, past the last line to the end of the text.
/// </remarks>
public sealed class DocumentSnapshot
{
    /// <summary>Longest text that is kept, in UTF-16 units.</summary>
    public const int MaxLength = 32 * 1024 * 1024;

    private readonly LineIndex _lines;

    private DocumentSnapshot(string uri, string language, int version, string text, LineIndex lines)
    {
        Uri = uri;
        Language = language;
        Version = version;
        Text = text;
        _lines = lines;
    }

    /// <summary>The editor's name of the document, compared as it is.</summary>
    public string Uri { get; }

    /// <summary>The editor's name of the language: <c>csharp</c>.</summary>
    public string Language { get; }

    public int Version { get; }

    public string Text { get; }

    /// <summary>What this text shares with the one before it; null where it is the first.</summary>
    public TextDifference? Since { get; private init; }

    /// <summary>At least one, also for an empty text.</summary>
    public int LineCount => _lines.Count;

    /// <exception cref="ArgumentException">The text is longer than <see cref="MaxLength"/>.</exception>
    public static DocumentSnapshot Open(string uri, string language, int version, string text)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(text.Length, MaxLength, nameof(text));
        return new DocumentSnapshot(uri, language, version, text, LineIndex.Of(text));
    }

    /// <summary>Applies changes one after another, each to the text that the one before left.</summary>
    /// <remarks>
    /// A change of the whole text is believed whatever its version, it needs nothing of what we have. Other changes must carry a
    /// higher version than this snapshot: anything else was made to another text.
    /// </remarks>
    public ChangeOutcome Change(int version, IReadOnlyList<TextChange> changes)
    {
        var isWhole = changes.Count > 0 && changes[0].Range is null;
        if (version <= Version && !isWhole)
        {
            return new ChangeOutcome.OutOfOrder(Version, version);
        }

        var buffer = new TextBuffer(Text, _lines);
        var edits = new List<DocumentEdit>(changes.Count);
        try
        {
            foreach (var change in changes)
            {
                if (buffer.TryReplace(change) is not { } edit)
                {
                    return new ChangeOutcome.TooLarge(buffer.LengthAfter(change));
                }

                edits.Add(edit);
            }

            var changed = new DocumentSnapshot(Uri, Language, version, buffer.ToString(), buffer.Lines)
            {
                Since = changes.Count > 0 ? new TextDifference(Text, buffer.SharedPrefix, buffer.SharedSuffix) : null,
            };
            return new ChangeOutcome.Applied(changed, edits);
        }
        finally
        {
            buffer.Return();
        }
    }

    /// <summary>Offset of a position, clamped. May lie between the halves of a surrogate pair where the editor says so.</summary>
    public int OffsetAt(TextPosition position) => TextBuffer.Resolve(Text, _lines, position);

    /// <summary>Offset of a caret, clamped, and moved back to the start of a character where it would split one.</summary>
    public int CaretAt(TextPosition position)
    {
        var offset = OffsetAt(position);
        var isSplit = offset > 0 && offset < Text.Length && char.IsSurrogatePair(Text[offset - 1], Text[offset]);
        return isSplit ? offset - 1 : offset;
    }

    /// <summary>Position of an offset between 0 and the length of the text.</summary>
    public TextPosition PositionAt(int offset)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset, Text.Length);
        var line = _lines.LineAt(offset);
        return new TextPosition(line, offset - _lines.StartOf(line));
    }

    /// <summary>Whether the position names a place inside the text as it stands, without clamping.</summary>
    public bool Contains(TextPosition position) =>
        position.Line >= 0 && position.Line < LineCount && position.Character >= 0 && PositionAt(OffsetAt(position)) == position;

    /// <summary>A line without its break.</summary>
    /// <param name="line">Between 0 and <see cref="LineCount"/> − 1.</param>
    public ReadOnlySpan<char> Line(int line) => TextBuffer.Line(Text, _lines, line);

    /// <summary>The text of a range, its ends clamped.</summary>
    public ReadOnlySpan<char> Slice(TextRange range)
    {
        var (start, end) = (OffsetAt(range.Start), OffsetAt(range.End));
        return Text.AsSpan(Math.Min(start, end), Math.Abs(end - start));
    }
}
