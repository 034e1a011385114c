using System.Text.RegularExpressions;
using CodeAssist.Core.Review.Findings;

namespace CodeAssist.Core.Review.Checks.Text;

/// <summary>One rule in the languages that a regular expression is enough for.</summary>
internal sealed class PatternCheck(ReviewRule rule, IReadOnlyList<SourcePattern> patterns) : ICheck
{
    public IReadOnlyList<ReviewRule> Rules { get; } = [rule];

    public IEnumerable<CheckHit> Find(CheckedFile file, CancellationToken cancellationToken)
    {
        foreach (var pattern in patterns.Where(pattern => pattern.Concerns(file)))
        {
            foreach (Match match in pattern.Regex.Matches(pattern.Sees is SeenText.Code ? file.Code : file.WithoutComments))
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (pattern.Accepts(match))
                {
                    var place = match.Groups["at"] is { Success: true } group ? group : match;
                    yield return new CheckHit(rule, new OffsetRange(place.Index, place.Index + place.Length), pattern.Message(place.Value))
                    {
                        Fix = pattern.Fix?.Invoke(file.Text, match),
                    };
                }
            }
        }
    }
}
