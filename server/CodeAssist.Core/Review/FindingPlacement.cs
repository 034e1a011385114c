using CodeAssist.Core.Review.Anchoring;
using CodeAssist.Core.Review.Changes;
using CodeAssist.Core.Review.Findings;
using CodeAssist.Core.Review.Outcome;
using CodeAssist.Core.Review.Reviewers;
using CodeAssist.Core.Text;

namespace CodeAssist.Core.Review;

/// <summary>Turns what reviewers say of one file into findings: checked places, names, identities, checked fixes.</summary>
internal sealed class FindingPlacement(AnchorCheck anchors, IFixCheck fixes, IReadOnlyDictionary<string, Severity?> levels)
{
    /// <param name="reviewer">Who speaks.</param>
    /// <param name="claims">What it says of this file.</param>
    /// <param name="file">Null for a file that is not part of the change.</param>
    /// <param name="members">The file's members.</param>
    /// <param name="dropped">Gets what is not believed.</param>
    public IEnumerable<Finding> Place(
        IReviewer reviewer, IReadOnlyList<Claim> claims, ChangedFile? file, IReadOnlyList<CodeMember> members, List<DroppedClaim> dropped)
    {
        foreach (var claim in claims)
        {
            var severity = levels.TryGetValue(claim.Rule.Id, out var level) ? level : claim.Severity ?? claim.Rule.Severity;
            if (severity is null)
            {
                continue;
            }

            switch (anchors.Check(claim))
            {
                case Anchor.Dropped(var reason):
                    dropped.Add(new DroppedClaim(reviewer.Id, claim.Rule.Id, claim.Path, reason));
                    break;
                case Anchor.InText(var range):
                    yield return InText(reviewer, claim, severity.Value, file!.New!, range, members);
                    break;
                case Anchor.WholeFile:
                    yield return Draft(reviewer, claim, severity.Value);
                    break;
            }
        }
    }

    /// <summary>
    /// Gives each its identity. Only now, for those that say the same at the same place have become one, and of several alike it is the order that tells them apart.
    /// </summary>
    public static IReadOnlyList<Finding> Identify(IEnumerable<Finding> findings, ChangedFile? file)
    {
        Dictionary<string, int> seen = new(StringComparer.Ordinal);
        return [.. findings.OrderBy(finding => finding.Range?.Start ?? new TextPosition(-1, 0)).ThenBy(finding => finding.Rule.Id, StringComparer.Ordinal).Select(finding =>
        {
            var lines = finding.Range is { } range ? FindingIdentity.Lines(file!.New!, range) : "";
            var place = finding.Symbol ?? finding.Path;
            var key = string.Join('\0', finding.Rule.Id, place, lines);
            var occurrence = seen.GetValueOrDefault(key);
            seen[key] = occurrence + 1;

            return finding with { Id = FindingIdentity.Of(finding.Rule.Id, place, lines, occurrence) };
        })];
    }

    private Finding InText(
        IReviewer reviewer, Claim claim, Severity severity, DocumentSnapshot text, TextRange range, IReadOnlyList<CodeMember> members) =>
        Draft(reviewer, claim, severity) with
        {
            Range = range,
            Quote = text.Slice(range).ToString(),
            Symbol = members.LastOrDefault(member => member.Lines.Contains(range.Start.Line))?.Symbol,
            Fix = claim.Fix is { } fix && fixes.Objection(text, fix) is null ? fix : null,
        };

    private static Finding Draft(IReviewer reviewer, Claim claim, Severity severity) => new()
    {
        Id = "",
        Reviewer = reviewer.Id,
        Rule = claim.Rule,
        Severity = severity,
        Confidence = claim.Confidence,
        Path = claim.Path,
        Message = claim.Message,
        Evidence = claim.Evidence,
    };
}
