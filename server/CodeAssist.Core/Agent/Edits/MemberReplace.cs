using CodeAssist.Core.Review.Changes;
using CodeAssist.Core.Text;

namespace CodeAssist.Core.Agent.Edits;

/// <summary>Puts another member in place of one that is named. C# only: there, what a member is called and where it ends is certain.</summary>
internal static class MemberReplace
{
    private const int MostNamed = 12;

    public static BlockOutcome Apply(DocumentSnapshot document, string symbol, string replacement, ICodeOutline outline)
    {
        if (!string.Equals(document.Language, Languages.CSharp, StringComparison.Ordinal))
        {
            return BlockOutcome.Failed("Only members of C# files can be named; quote the lines instead.", "");
        }

        var members = outline.Read(document);
        var found = Named(members, symbol);
        var lines = TextLines.Of(document.Text);
        if (found is not [var member])
        {
            return found.Count == 0
                ? BlockOutcome.Failed($"The file has no member '{symbol}'.", Names(Closest(members, symbol)))
                : BlockOutcome.Failed($"'{symbol}' names several members; name one of them with its parameters.", Names(found));
        }

        if (members.Any(other => !ReferenceEquals(other, member) && Shares(other.Lines, member.Lines)))
        {
            return BlockOutcome.Failed($"'{symbol}' shares its lines with another member; quote the lines instead.", NearestLines.Show(lines, member.Lines.Start, member.Lines.End - member.Lines.Start));
        }

        var contents = SearchReplace.Contents(replacement.Trim('\r', '\n'));
        return BlockOutcome.Of(lines.Replace(member.Lines.Start, member.Lines.End - member.Lines.Start, Indented(contents, lines.Lines[member.Lines.Start].Content)));
    }

    // Its whole name, or the end of it; with its parameters, or without where that is enough.
    private static List<CodeMember> Named(IReadOnlyList<CodeMember> members, string symbol)
    {
        Func<CodeMember, bool>[] ways =
        [
            member => string.Equals(member.Symbol, symbol, StringComparison.Ordinal),
            member => member.Symbol.EndsWith("." + symbol, StringComparison.Ordinal),
            member => string.Equals(Bare(member.Symbol), symbol, StringComparison.Ordinal) || Bare(member.Symbol).EndsWith("." + symbol, StringComparison.Ordinal),
        ];
        return ways.Select(way => members.Where(way).ToList()).FirstOrDefault(found => found.Count > 0) ?? [];
    }

    private static string Bare(string name) => name.IndexOf('(', StringComparison.Ordinal) is > 0 and var open ? name[..open] : name;

    private static IEnumerable<CodeMember> Closest(IReadOnlyList<CodeMember> members, string symbol)
    {
        var last = Bare(symbol)[(Bare(symbol).LastIndexOf('.') + 1)..];
        return members.OrderByDescending(member => member.Symbol.Contains(last, StringComparison.OrdinalIgnoreCase));
    }

    private static string Names(IEnumerable<CodeMember> members) => string.Concat(members.Take(MostNamed).Select(member => member.Symbol + "\n"));

    // Neither lies in the other, and yet they overlap.
    private static bool Shares(LineSpan one, LineSpan other) =>
        one.Overlaps(other) && !(one.Start < other.Start && one.End >= other.End) && !(one.Start <= other.Start && one.End > other.End) && !(other.Start <= one.Start && other.End > one.End) && !(other.Start < one.Start && other.End >= one.End);

    // A member that was written at the margin is moved to where it belongs; the text of a verbatim string would not survive that.
    private static List<string> Indented(IReadOnlyList<string> contents, string firstLine)
    {
        var indentation = firstLine[..(firstLine.Length - firstLine.AsSpan().TrimStart().Length)];
        var isAtMargin = contents.Count > 0 && contents[0].Length > 0 && !char.IsWhiteSpace(contents[0][0]);
        return indentation.Length == 0 || !isAtMargin || contents.Any(line => line.Contains("@\"", StringComparison.Ordinal) || line.Contains("@$\"", StringComparison.Ordinal))
            ? [.. contents]
            : [.. contents.Select(line => line.Length == 0 ? line : indentation + line)];
    }
}
