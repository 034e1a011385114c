using CodeAssist.Core.Text;

namespace CodeAssist.Core.Review.Changes;

/// <summary>The heads of those members that changed lines speak of and that are not to be seen with them.</summary>
internal sealed class UsedSignatures(IReadOnlyList<CodeMember> members)
{
    private const int Most = 8;

    private readonly ILookup<string, int> _byName = Enumerable.Range(0, members.Count).ToLookup(index => SimpleName(members[index].Symbol), StringComparer.Ordinal);

    /// <param name="text">The file.</param>
    /// <param name="unit">The lines that are shown.</param>
    /// <param name="changed">The changed ones among them.</param>
    /// <param name="around">The member that they are in.</param>
    public IReadOnlyList<string> In(DocumentSnapshot text, LineSpan unit, IReadOnlyList<LineSpan> changed, CodeMember? around)
    {
        var used = Words(text, changed).SelectMany(word => _byName[word]).Order().Select(index => members[index])
            .Where(member => member != around && !unit.Contains(member.Lines.Start));
        if (around is { IsContainer: false } && !unit.Contains(around.Lines.Start))
        {
            // Of a member that is too long to be shown whole, the head comes first.
            used = used.Prepend(around);
        }

        return [.. used.Select(member => member.Signature).Distinct(StringComparer.Ordinal).Take(Most)];
    }

    /// <summary>What a member is called where it is used: <c>Add</c> of <c>Shop.Cart&lt;T&gt;.Add&lt;U&gt;(Item)</c>.</summary>
    public static string SimpleName(string symbol)
    {
        if (symbol.Contains("operator ", StringComparison.Ordinal))
        {
            return "";
        }

        var end = symbol.IndexOfAny(['(', '[']);
        var name = end < 0 ? symbol.AsSpan() : symbol.AsSpan(0, end);
        var (start, depth, arity) = (0, 0, name.Length);
        for (var at = 0; at < name.Length; at++)
        {
            if (name[at] == '<' && depth++ == 0)
            {
                arity = at;
            }

            depth -= name[at] == '>' ? 1 : 0;
            if (depth == 0 && name[at] is '.' or ' ' or '~')
            {
                (start, arity) = (at + 1, name.Length);
            }
        }

        return name[start..Math.Max(start, arity)].ToString();
    }

    private static HashSet<string> Words(DocumentSnapshot text, IReadOnlyList<LineSpan> changed)
    {
        var words = new HashSet<string>(StringComparer.Ordinal);
        var known = words.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var span in changed)
        {
            for (var line = span.Start; line < span.End; line++)
            {
                var rest = text.Line(line);
                while (!rest.IsEmpty)
                {
                    var length = 0;
                    while (length < rest.Length && IdentifierCharacter.Is(rest[length]))
                    {
                        length++;
                    }

                    if (length > 0)
                    {
                        known.Add(rest[..length]);
                    }

                    rest = rest[Math.Min(rest.Length, length + 1)..];
                }
            }
        }

        return words;
    }
}
