namespace CodeAssist.Core.Review.Likelihood;

/// <summary>Counts in a file's own tokens what speaks for an alternative. Thread-safe.</summary>
/// <param name="tokens">The file.</param>
public sealed class FileEvidence(CodeTokens tokens)
{
    public FaultSigns Of(Alternative alternative, int line)
    {
        var (from, to) = Bounds(tokens.OfLine(line));
        var (first, end) = Places(alternative, from, to);
        var written = Texts(first, end);
        var other = CodeTokens.Cut(alternative.Text);
        string[] before = first > 0 ? [tokens.All[first - 1].Text] : [];
        string[] after = end < tokens.All.Count ? [tokens.All[end].Text] : [];

        return new FaultSigns(
            Ratio([.. before, .. other], [.. before, .. written], from, to),
            Ratio([.. other, .. after], [.. written, .. after], from, to),
            Ratio([.. before, .. other, .. after], [.. before, .. written, .. after], from, to),
            Repeats(written, first, end, from, to) - Repeats(other, first, end, from, to),
            other is [var name] && IsUnused(name, from, to) ? 1 : 0,
            other is [var likely] && written is [var there] ? Likeness(likely, first, from, to) - Likeness(there, first, from, to) : 0);
    }

    private (int From, int To) Bounds(Range line)
    {
        var (offset, length) = line.GetOffsetAndLength(tokens.All.Count);
        return (offset, offset + length);
    }

    private (int First, int End) Places(Alternative alternative, int from, int to)
    {
        var first = from;
        while (first < to && tokens.All[first].End <= alternative.Place.Start)
        {
            first++;
        }

        var end = first;
        while (end < to && tokens.All[end].Start < alternative.Place.End)
        {
            end++;
        }

        return (first, end);
    }

    private string[] Texts(int first, int end) => [.. Enumerable.Range(first, end - first).Select(place => tokens.All[place].Text)];

    private double Ratio(string[] alternative, string[] written, int from, int to) => Math.Log((1.0 + Count(alternative, from, to)) / (1 + Count(written, from, to)));

    private int Count(string[] sequence, int from, int to)
    {
        var count = 0;
        foreach (var place in sequence is [] ? [] : tokens.PlacesOf(sequence[0]))
        {
            count += (place + sequence.Length <= from || place >= to) && IsAt(place, sequence) ? 1 : 0;
        }

        return count;
    }

    private bool IsAt(int place, string[] sequence)
    {
        if (place + sequence.Length > tokens.All.Count)
        {
            return false;
        }

        for (var index = 1; index < sequence.Length; index++)
        {
            if (!string.Equals(tokens.All[place + index].Text, sequence[index], StringComparison.Ordinal))
            {
                return false;
            }
        }

        return true;
    }

    private int Repeats(IReadOnlyList<string> texts, int first, int end, int from, int to)
    {
        if (texts is not [var only] || !IsName(only))
        {
            return 0;
        }

        return tokens.PlacesOf(only).Any(place => place >= from && place < to && (place < first || place >= end)) ? 1 : 0;
    }

    // Once is its declaration.
    private bool IsUnused(string name, int from, int to) => IsName(name) && tokens.PlacesOf(name).Count(place => place < from || place >= to) <= 1;

    private double Likeness(string name, int place, int from, int to)
    {
        var words = NameWords.Of(name);
        if (words.Count == 0)
        {
            return 0;
        }

        var most = 0.0;
        for (var other = from; other < to; other++)
        {
            if (other != place && tokens.All[other] is { IsName: true, Text: var text })
            {
                var others = NameWords.Of(text);
                var shared = words.Count(word => others.Contains(word, StringComparer.OrdinalIgnoreCase));
                most = Math.Max(most, 2.0 * shared / (words.Count + others.Count));
            }
        }

        return most;
    }

    private static bool IsName(string text) => text.Length > 0 && (char.IsLetter(text[0]) || text[0] == '_');
}
