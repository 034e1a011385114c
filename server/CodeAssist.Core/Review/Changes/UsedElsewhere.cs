using CodeAssist.Core.Review.Checks;
using CodeAssist.Core.Text;

namespace CodeAssist.Core.Review.Changes;

/// <summary>Adds to pieces the heads of what they use and other files declare.</summary>
/// <remarks>
/// Names are all there is to go by, so that only what can hardly be meant otherwise is taken: what the repository declares once, and what stands in something that the piece speaks of, as
/// <c>Cart.Add</c> where <c>cart</c> or <c>Cart</c> is to be seen. More would make reviews worse, not better.
/// </remarks>
public static class UsedElsewhere
{
    /// <summary>Of all heads of a piece: 500 tokens of four characters, so that it keeps to 3,000 in all.</summary>
    public const int MostCharacters = 2_000;

    private const int ShortestName = 3;

    /// <param name="file">With its new content.</param>
    /// <param name="units">Its pieces.</param>
    /// <param name="declarations">Of the repository.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <returns>The same pieces in the same order.</returns>
    public static async Task<IReadOnlyList<ReviewUnit>> AddAsync(
        ChangedFile file, IReadOnlyList<ReviewUnit> units, IDeclarations declarations, CancellationToken cancellationToken)
    {
        var text = file.New!;
        var code = DocumentSnapshot.Open(text.Uri, text.Language, 0, new MaskedText(text.Text, text.Language).Code);
        var names = units.Select(unit => Lines(unit.Changed).SelectMany(line => CodeWords.Used(code.Line(line))).Where(IsName).Distinct(StringComparer.Ordinal).ToList()).ToList();
        var declared = await declarations.FindAsync(text.Language, names.SelectMany(name => name).ToHashSet(StringComparer.Ordinal), cancellationToken);
        var byName = declared.ToLookup(known => known.Member.Name.Simple, StringComparer.Ordinal);

        return [.. units.Zip(names, (unit, used) => unit with { Signatures = Bounded(unit.Signatures.Concat(Chosen(file.Path, Spoken(code, unit.Lines), used, byName))) })];
    }

    private static IEnumerable<UsedMember> Chosen(string path, HashSet<string> spoken, List<string> used, ILookup<string, DeclaredMember> byName)
    {
        List<(DeclaredMember Declared, bool IsSpokenOf)> chosen = [];
        foreach (var known in used.Select(name => byName[name].ToList()))
        {
            var isOnly = known.Select(declared => Home(declared.Member.Name)).Distinct(StringComparer.Ordinal).Take(2).Count() == 1;
            foreach (var declared in known)
            {
                var isSpokenOf = spoken.Contains(Plain(MemberName.Of(declared.Member.Name.Owner).Simple));
                if (isOnly || isSpokenOf)
                {
                    chosen.Add((declared, isSpokenOf));
                }
            }
        }

        return chosen.Where(entry => !string.Equals(entry.Declared.Path, path, StringComparison.Ordinal) && IsSeenFromElsewhere(entry.Declared.Member))
            .OrderByDescending(entry => entry.IsSpokenOf)
            .Select(entry => UsedMember.Of(entry.Declared.Path, entry.Declared.Member));
    }

    // Where overloads, the parts of a partial type, and a type with its constructors are one.
    private static string Home(MemberName name)
    {
        var owner = MemberName.Of(name.Owner);
        return string.Equals(owner.Simple, name.Simple, StringComparison.Ordinal) ? owner.Owner : name.Owner;
    }

    private static bool IsSeenFromElsewhere(CodeMember member) => !member.Signature.StartsWith("private ", StringComparison.Ordinal);

    private static List<UsedMember> Bounded(IEnumerable<UsedMember> members)
    {
        List<UsedMember> bounded = [];
        var characters = 0;
        foreach (var member in members.Distinct())
        {
            characters += member.Path.Length + member.Owner.Length + member.Signature.Length;
            if (characters > MostCharacters || bounded.Count == UsedSignatures.Most)
            {
                break;
            }

            bounded.Add(member);
        }

        return bounded;
    }

    private static HashSet<string> Spoken(DocumentSnapshot code, LineSpan lines) =>
        Lines([lines]).Where(line => line < code.LineCount).SelectMany(line => CodeWords.In(code.Line(line))).Select(Plain).ToHashSet(StringComparer.Ordinal);

    private static IEnumerable<int> Lines(IEnumerable<LineSpan> spans) => spans.SelectMany(span => Enumerable.Range(span.Start, Math.Max(0, span.Count)));

    // "_cart", "cart" and "ICart" speak of a "Cart".
    private static string Plain(string name)
    {
        var plain = name.TrimStart('_');
        return (plain is ['I', >= 'A' and <= 'Z', >= 'a' and <= 'z', ..] ? plain[1..] : plain).ToUpperInvariant();
    }

    private static bool IsName(string word) => word.Length >= ShortestName && !char.IsDigit(word[0]);
}
