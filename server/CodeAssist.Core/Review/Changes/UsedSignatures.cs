using CodeAssist.Core.Text;

namespace CodeAssist.Core.Review.Changes;

/// <summary>The heads of those members of a file that its changed lines speak of and that are not to be seen with them.</summary>
internal sealed class UsedSignatures(string path, IReadOnlyList<CodeMember> members)
{
    /// <summary>Of all files.</summary>
    public const int Most = 8;

    private readonly ILookup<string, int> _byName = Enumerable.Range(0, members.Count).ToLookup(index => members[index].Name.Simple, StringComparer.Ordinal);

    /// <param name="text">The file.</param>
    /// <param name="unit">The lines that are shown.</param>
    /// <param name="changed">The changed ones among them.</param>
    /// <param name="around">The member that they are in.</param>
    public IReadOnlyList<UsedMember> In(DocumentSnapshot text, LineSpan unit, IReadOnlyList<LineSpan> changed, CodeMember? around)
    {
        var used = Words(text, changed).SelectMany(word => _byName[word]).Order().Select(index => members[index])
            .Where(member => member != around && !unit.Contains(member.Lines.Start));
        if (around is { IsContainer: false } && !unit.Contains(around.Lines.Start))
        {
            // Of a member that is too long to be shown whole, the head comes first.
            used = used.Prepend(around);
        }

        return [.. used.DistinctBy(member => member.Signature, StringComparer.Ordinal).Take(Most).Select(member => UsedMember.Of(path, member))];
    }

    private static HashSet<string> Words(DocumentSnapshot text, IReadOnlyList<LineSpan> changed)
    {
        var words = new HashSet<string>(StringComparer.Ordinal);
        foreach (var span in changed)
        {
            for (var line = span.Start; line < span.End; line++)
            {
                foreach (var word in CodeWords.In(text.Line(line)))
                {
                    words.Add(word);
                }
            }
        }

        return words;
    }
}
