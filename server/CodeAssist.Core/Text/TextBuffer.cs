using System.Buffers;

namespace CodeAssist.Core.Text;

/// <summary>A text while the changes of one notification are applied to it: one copy in, one copy out, however many changes there are.</summary>
/// <remarks>A multi-cursor edit of a large file comes as hundreds of changes; a new string for each would copy the file as often.</remarks>
internal sealed class TextBuffer
{
    private char[] _units;
    private int _length;

    public TextBuffer(string text, LineIndex lines)
    {
        _units = ArrayPool<char>.Shared.Rent(text.Length + 256);
        text.CopyTo(_units);
        _length = text.Length;
        (SharedPrefix, SharedSuffix) = (text.Length, text.Length);
        Lines = lines.Copy();
    }

    /// <summary>Belongs to this buffer until it is returned.</summary>
    public LineIndex Lines { get; }

    /// <summary>Length of the beginning that no change has touched.</summary>
    public int SharedPrefix { get; private set; }

    /// <summary>Length of the end that no change has touched.</summary>
    public int SharedSuffix { get; private set; }

    private ReadOnlySpan<char> Text => _units.AsSpan(0, _length);

    /// <summary>Offset of a position in a text, clamped into it.</summary>
    public static int Resolve(ReadOnlySpan<char> text, LineIndex lines, TextPosition position)
    {
        if (position.Line < 0)
        {
            return 0;
        }

        return position.Line < lines.Count
            ? lines.StartOf(position.Line) + Math.Clamp(position.Character, 0, Line(text, lines, position.Line).Length)
            : text.Length;
    }

    /// <summary>A line of a text without its break.</summary>
    public static ReadOnlySpan<char> Line(ReadOnlySpan<char> text, LineIndex lines, int line)
    {
        var start = lines.StartOf(line);
        if (line + 1 == lines.Count)
        {
            return text[start..];
        }

        var end = lines.StartOf(line + 1) - 1;
        return text[start..(end > start && text[end] == '\n' && text[end - 1] == '\r' ? end - 1 : end)];
    }

    /// <summary>What it came to. Null, and nothing changes, when the text would grow over <see cref="DocumentSnapshot.MaxLength"/>.</summary>
    public DocumentEdit? TryReplace(TextChange change)
    {
        var length = LengthAfter(change);
        if (length > DocumentSnapshot.MaxLength)
        {
            return null;
        }

        var (start, end) = Span(change);
        (SharedPrefix, SharedSuffix) = (Math.Min(SharedPrefix, start), Math.Min(SharedSuffix, _length - end));
        var edit = change.Range is null ? Difference(Text, change.NewText) : new DocumentEdit(start, end - start, change.NewText);
        Grow((int)length);
        _units.AsSpan(end, _length - end).CopyTo(_units.AsSpan(start + change.NewText.Length));
        change.NewText.CopyTo(_units.AsSpan(start));
        _length = (int)length;
        Lines.Replace(Text, start, end - start, change.NewText.Length);
        return edit;
    }

    public long LengthAfter(TextChange change)
    {
        var (start, end) = Span(change);
        return (long)_length - (end - start) + change.NewText.Length;
    }

    public override string ToString() => new(Text);

    /// <summary>Gives the memory back; the buffer must not be used after.</summary>
    public void Return() => ArrayPool<char>.Shared.Return(_units);

    // An editor that sends the whole text has changed a few characters of it.
    private static DocumentEdit Difference(ReadOnlySpan<char> before, string after)
    {
        var start = before.CommonPrefixLength(after);
        var end = 0;
        while (end < Math.Min(before.Length, after.Length) - start && before[^(end + 1)] == after[^(end + 1)])
        {
            end++;
        }

        return new DocumentEdit(start, before.Length - start - end, after[start..^end]);
    }

    private (int Start, int End) Span(TextChange change)
    {
        if (change.Range is not { } range)
        {
            return (0, _length);
        }

        // Some editors send a selection as it was made, backwards.
        var first = Resolve(Text, Lines, range.Start);
        var second = Resolve(Text, Lines, range.End);
        return (Math.Min(first, second), Math.Max(first, second));
    }

    private void Grow(int length)
    {
        if (length <= _units.Length)
        {
            return;
        }

        var larger = ArrayPool<char>.Shared.Rent(Math.Max(length, _units.Length * 3 / 2));
        Text.CopyTo(larger);
        ArrayPool<char>.Shared.Return(_units);
        _units = larger;
    }
}
