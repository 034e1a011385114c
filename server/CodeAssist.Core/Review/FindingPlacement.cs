using CodeAssist.Core.Review.Anchoring;
using CodeAssist.Core.Review.Changes;
using CodeAssist.Core.Review.Findings;
using CodeAssist.Core.Review.Outcome;
using CodeAssist.Core.Review.Reviewers;
using CodeAssist.Core.Text;

namespace CodeAssist.Core.Review;

/// <summary>Turns what reviewers say of one file into findings: checked places, names, identities, checked fixes.</summary>
/// <param name="change">What is reviewed, with hunks as far as anybody asked for.</param>
/// <param name="anchors">Checks places.</param>
/// <param name="fixes">Checks what reviewers propose.</param>
/// <param name="levels">Severities that the user put in the place of the rules' own.</param>
internal sealed class FindingPlacement(ChangeSet change, AnchorCheck anchors, IFixCheck fixes, IReadOnlyDictionary<string, Severity?> levels)
{
    /// <param name="reviewer">Who speaks.</param>
    /// <param name="claims">What it says of this file.</param>
    /// <param name="file">Null for a file that is not part of the change.</param>
    /// <param name="members">The file's members.</param>
    /// <param name="dropped">Gets what is not believed.</param>
    /// <param name="cancellationToken">Ends the checks.</param>
    public async Task<IReadOnlyList<Finding>> PlaceAsync(
        IReviewer reviewer, IReadOnlyList<Claim> claims, ChangedFile? file, IReadOnlyList<CodeMember> members, List<DroppedClaim> dropped, CancellationToken cancellationToken)
    {
        List<Finding> placed = [];
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
                    placed.Add(await InTextAsync(reviewer, claim, severity.Value, file!, range, members, cancellationToken));
                    break;
                case Anchor.WholeFile:
                    placed.Add(Draft(reviewer, claim, severity.Value));
                    break;
            }
        }

        return placed;
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

    private async Task<Finding> InTextAsync(
        IReviewer reviewer, Claim claim, Severity severity, ChangedFile file, TextRange range, IReadOnlyList<CodeMember> members, CancellationToken cancellationToken) =>
        Draft(reviewer, claim, severity) with
        {
            Range = range,
            Quote = file.New!.Slice(range).ToString(),
            Symbol = members.LastOrDefault(member => member.Lines.Contains(range.Start.Line))?.Symbol,
            Fix = claim.Fix is { } fix && await IsHarmlessAsync(file, fix, cancellationToken) ? fix : null,
        };

    private async Task<bool> IsHarmlessAsync(ChangedFile file, Fix fix, CancellationToken cancellationToken)
    {
        try
        {
            return await fixes.ObjectionAsync(change, file, fix, cancellationToken) is null;
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            // A compiler that breaks over a fix has not said that it does no harm; the finding stands without it.
            return false;
        }
    }

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
