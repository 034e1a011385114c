namespace CodeAssist.Context.Index.Search;

/// <summary>The words that a file's name is made of: <c>CartTests.cs</c> is more like <c>OrderTests.cs</c> than like <c>Order.cs</c>.</summary>
internal sealed class FileWords
{
    private readonly List<string> _words = [];
    private readonly Dictionary<string, double> _likeness = new(StringComparer.Ordinal);

    public FileWords(string path)
    {
        for (var rest = Path.GetFileNameWithoutExtension(path.AsSpan()); !rest.IsEmpty; rest = rest[FirstWord(rest)..])
        {
            _words.Add(rest[..FirstWord(rest)].ToString());
        }
    }

    /// <summary>How many words both names share, of all that one of them has: from 0 to 1.</summary>
    public double Likeness(string other)
    {
        if (!_likeness.TryGetValue(other, out var likeness))
        {
            _likeness[other] = likeness = Compare(Path.GetFileNameWithoutExtension(other.AsSpan()));
        }

        return likeness;
    }

    private double Compare(ReadOnlySpan<char> name)
    {
        var (shared, all) = (0, _words.Count);
        for (; !name.IsEmpty; name = name[FirstWord(name)..])
        {
            var isShared = Has(name[..FirstWord(name)]);
            (shared, all) = isShared ? (shared + 1, all) : (shared, all + 1);
        }

        return shared == 0 ? 0 : (double)shared / all;
    }

    private bool Has(ReadOnlySpan<char> word)
    {
        foreach (var own in _words)
        {
            if (word.SequenceEqual(own))
            {
                return true;
            }
        }

        return false;
    }

    // A word ends before a capital that follows something else, and before a sign.
    private static int FirstWord(ReadOnlySpan<char> name)
    {
        var length = 1;
        while (length < name.Length && char.IsLetterOrDigit(name[length]) && (!char.IsUpper(name[length]) || char.IsUpper(name[length - 1])))
        {
            length++;
        }

        return length;
    }
}
