using System.Runtime.CompilerServices;
using CodeAssist.Core.Review.Checks;
using CodeAssist.Core.Text;

namespace CodeAssist.Core.Review.Likelihood;

/// <summary>What else a line could have said, by its tokens alone: for languages that nothing here parses.</summary>
public sealed class TokenAlternatives : IAlternativeSource
{
    /// <summary>Names of so many lines before are taken to be in scope.</summary>
    private const int Scope = 30;

    /// <summary>More names than that are a list, and no choice.</summary>
    private const int MostNames = 8;

    private static readonly ConditionalWeakTable<DocumentSnapshot, CodeTokens> _tokens = [];

    public IReadOnlyList<Alternative> Of(DocumentSnapshot document, int line, CancellationToken cancellationToken)
    {
        var tokens = _tokens.GetValue(document, CodeTokens.Of);
        var (from, count) = tokens.OfLine(line).GetOffsetAndLength(tokens.All.Count);
        var names = Names(tokens, line);
        var found = Enumerable.Range(from, count).SelectMany(place => OfToken(tokens, place, names));

        return [.. new CopiedLines(tokens).LeftAsTheyWere(line, document.LineCount).Concat(found).DistinctBy(other => (other.Place, other.Text))];
    }

    private static IEnumerable<Alternative> OfToken(CodeTokens tokens, int place, List<string> names)
    {
        var token = tokens.All[place];
        var others = token switch
        {
            { Text: "true" or "True" } => [(FaultKind.Literal, token.Text is "true" ? "false" : "False")],
            { Text: "false" or "False" } => [(FaultKind.Literal, token.Text is "false" ? "true" : "True")],
            { Text: "and" } => [(FaultKind.Operator, "or")],
            { Text: "or" } => [(FaultKind.Operator, "and")],
            { IsNumber: true } => SignFamilies.OfNumber(token.Text),
            { IsName: true } => IsVariable(tokens, place) && names.Contains(token.Text, StringComparer.Ordinal)
                ? names.Where(name => !string.Equals(name, token.Text, StringComparison.Ordinal)).Select(name => (FaultKind.Variable, name))
                : [],

            // Behind a sign or an opening bracket a minus is no difference.
            _ => place > 0 && tokens.All[place - 1] is var before && (before.IsName || before.IsNumber || before.Text is ")" or "]") ? SignFamilies.OfOperator(token.Text) : [],
        };

        return others.Select(other => new Alternative(other.Item1, new OffsetRange(token.Start, token.End), other.Item2));
    }

    // Names that are assigned, declared or taken as they are nearby: of one kind as far as signs tell.
    private static List<string> Names(CodeTokens tokens, int line)
    {
        var names = new List<string>();
        for (var before = line; before >= Math.Max(0, line - Scope) && names.Count < MostNames; before--)
        {
            var (from, count) = tokens.OfLine(before).GetOffsetAndLength(tokens.All.Count);
            foreach (var place in Enumerable.Range(from, count).Where(place => IsVariable(tokens, place)))
            {
                if (names.Count < MostNames && !names.Contains(tokens.All[place].Text, StringComparer.Ordinal))
                {
                    names.Add(tokens.All[place].Text);
                }
            }
        }

        return names;
    }

    // No keyword, call or member: it stands between signs, as words of a language seldom do.
    private static bool IsVariable(CodeTokens tokens, int place)
    {
        var (token, before, after) = (tokens.All[place], place > 0 ? tokens.All[place - 1].Text : "", place + 1 < tokens.All.Count ? tokens.All[place + 1].Text : "");

        return token.IsName && char.IsLower(token.Text[0]) && token.Text.Length > 1
            && before is "(" or "," or "=" or "+" or "-" or "*" or "/" or "<" or ">" or "<=" or ">=" or "==" or "!=" or "[" or "+=" or "-=" or "===" or "!=="
            && after is ")" or "," or ";" or "+" or "-" or "*" or "/" or "<" or ">" or "<=" or ">=" or "==" or "!=" or "]" or "." or "===" or "!==";
    }
}
