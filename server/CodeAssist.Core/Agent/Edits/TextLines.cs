namespace CodeAssist.Core.Agent.Edits;

/// <summary>A text as lines, each with the end that it has, so that what is not edited stays as it is to the byte.</summary>
/// <param name="Lines">Contents and ends; the last end is empty where the text does not end in one.</param>
internal sealed record TextLines(IReadOnlyList<TextLines.Line> Lines)
{
    /// <summary>What most lines end in.</summary>
    public string End { get; } = Lines.Count(line => line.End is "\r\n") * 2 > Lines.Count(line => line.End.Length > 0) ? "\r\n"
        : Lines.Any(line => line.End is "\r") && !Lines.Any(line => line.End is "\n") ? "\r"
        : "\n";

    public static TextLines Of(string text)
    {
        List<Line> lines = [];
        for (var at = 0; at < text.Length;)
        {
            var length = text.AsSpan(at).IndexOfAny('\r', '\n');
            if (length < 0)
            {
                lines.Add(new Line(text[at..], ""));
                break;
            }

            var end = text.AsSpan(at + length).StartsWith("\r\n") ? 2 : 1;
            lines.Add(new Line(text.Substring(at, length), text.Substring(at + length, end)));
            at += length + end;
        }

        return new TextLines(lines);
    }

    /// <summary>The same with other lines in place of some. Lines at both ends that stay the same keep their own ends.</summary>
    public string Replace(int start, int count, IReadOnlyList<string> contents)
    {
        var head = 0;
        while (head < Math.Min(count, contents.Count) && string.Equals(Lines[start + head].Content, contents[head], StringComparison.Ordinal))
        {
            head++;
        }

        var tail = 0;
        while (tail < Math.Min(count, contents.Count) - head && string.Equals(Lines[start + count - 1 - tail].Content, contents[^(tail + 1)], StringComparison.Ordinal))
        {
            tail++;
        }

        var before = Lines.Take(start + head).ToList();
        var after = Lines.Skip(start + count - tail).ToList();
        var between = contents.Skip(head).Take(contents.Count - head - tail).Select(content => new Line(content, End)).ToList();
        var hadEnd = Lines.Count == 0 || Lines[^1].End.Length > 0;
        List<Line> all = [.. before, .. between, .. after];
        for (var index = 0; index < all.Count; index++)
        {
            var isLast = index == all.Count - 1;
            all[index] = isLast && !hadEnd ? all[index] with { End = "" } : !isLast && all[index].End.Length == 0 ? all[index] with { End = End } : all[index];
        }

        return string.Concat(all.Select(line => line.Content + line.End));
    }

    internal readonly record struct Line(string Content, string End);
}
