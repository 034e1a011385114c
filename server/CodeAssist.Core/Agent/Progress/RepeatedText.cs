namespace CodeAssist.Core.Agent.Progress;

/// <summary>Tells a text that says the same again and again, as models do that have lost their way.</summary>
public static class RepeatedText
{
    private const int Chunk = 50;
    private const int Most = 10;

    /// <summary>Whether the last characters of a text occur in it so often, one close behind the other, that no more is to be expected of it.</summary>
    /// <remarks>Tables and lists repeat their beginnings and differ in the rest: a chunk counts only where what lies between its occurrences is the same, too.</remarks>
    public static bool EndsIn(ReadOnlySpan<char> text)
    {
        if (text.Length < Chunk * 2)
        {
            return false;
        }

        var last = text[^Chunk..];
        if (last.IsWhiteSpace())
        {
            return false;
        }

        var period = text.Length - Chunk - text[..^1].LastIndexOf(last);
        if (period > text.Length - Chunk)
        {
            return false;
        }

        // The whole tail has this period: then the chunk stands in it once for each.
        var same = 0;
        for (var index = text.Length - 1; index >= period && text[index] == text[index - period]; index--)
        {
            same++;
        }

        return same >= period * (Most - 1) && same + period >= Chunk * Most;
    }
}
