using System.Globalization;
using CodeAssist.Core.Review.Changes;
using CodeAssist.Core.Review.Findings;
using CodeAssist.Core.Review.Reviewers;

namespace CodeAssist.Core.Review.Checks;

/// <summary>Deterministic rules on changed lines: no model, no network, the same answer every time.</summary>
public sealed class ChecksReviewer : IReviewer
{
    /// <summary>In UTF-16 units. What is longer was not written by hand.</summary>
    private const int LongestText = 2 * 1024 * 1024;

    private readonly IReadOnlyList<ICheck> _checks;
    private readonly IReadOnlyList<IChangeCheck> _changeChecks;

    /// <param name="checks">Those on single files.</param>
    /// <param name="changeChecks">Those on the change as a whole.</param>
    public ChecksReviewer(IReadOnlyList<ICheck> checks, IReadOnlyList<IChangeCheck> changeChecks)
    {
        _checks = checks;
        _changeChecks = changeChecks;
        Rules = [.. checks.SelectMany(check => check.Rules).Concat(changeChecks.SelectMany(check => check.Rules)).DistinctBy(rule => rule.Id, StringComparer.Ordinal)];
    }

    public string Id => "checks";

    public IReadOnlyList<ReviewRule> Rules { get; }

    /// <summary>It needs nothing that could be missing.</summary>
    public string? Silence => null;

    public ReviewerAnswer ReviewChange(ChangeSet change)
    {
        List<Claim> claims = [];
        List<string> gaps = [];
        foreach (var check in _changeChecks)
        {
            Run(check.Rules, "the change", gaps, () => claims.AddRange(check.Find(change)));
        }

        return new ReviewerAnswer.Reviewed(claims) { Gaps = gaps };
    }

    public Task<ReviewerAnswer> ReviewAsync(FileUnderReview file, CancellationToken cancellationToken)
    {
        if (file.File.New is not { } document)
        {
            return Task.FromResult(ReviewerAnswer.Nothing);
        }

        if (document.Text.Length > LongestText)
        {
            var gap = string.Create(CultureInfo.InvariantCulture, $"'{file.File.Path}' is longer than {LongestText / 1024 / 1024} Mi characters; no check was run on it.");
            return Task.FromResult<ReviewerAnswer>(new ReviewerAnswer.Reviewed([]) { Gaps = [gap] });
        }

        var checkedFile = new CheckedFile(file.File);
        List<Claim> claims = [];
        List<string> gaps = [];
        foreach (var check in _checks)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Run(check.Rules, $"'{file.File.Path}'", gaps, () => claims.AddRange(Claims(check, checkedFile, cancellationToken)));
        }

        var inOrder = claims.OrderBy(claim => ((ClaimedPlace.At)claim.Place).Range.Start).ToList();
        return Task.FromResult<ReviewerAnswer>(new ReviewerAnswer.Reviewed(inOrder) { Gaps = gaps });
    }

    private static IEnumerable<Claim> Claims(ICheck check, CheckedFile file, CancellationToken cancellationToken)
    {
        foreach (var hit in check.Find(file, cancellationToken))
        {
            if (Changed(file, hit) is { } place && !IsExcused(file, hit))
            {
                yield return new Claim(hit.Rule, file.Path, new ClaimedPlace.At(file.Range(place)), hit.Message)
                {
                    Confidence = hit.Confidence,
                    Fix = hit.Fix is { } fix ? new Fix(fix.Title, [.. fix.Edits.Select(edit => new FixEdit(file.Range(edit.Place), edit.NewText))]) : null,
                    Evidence = hit.Evidence,
                };
            }
        }
    }

    // Where the place itself was not touched but the fault was, the first touched line stands for it: nobody is told about lines that are not theirs.
    private static OffsetRange? Changed(CheckedFile file, CheckHit hit)
    {
        if (file.FirstChangedLine(hit.Place) is not null)
        {
            return hit.Place;
        }

        if (hit.Extent is not { } extent || file.FirstChangedLine(extent) is not { } line)
        {
            return null;
        }

        var text = file.Document.Line(line);
        var start = file.Document.OffsetAt(new(line, text.Length - text.TrimStart().Length));
        var place = new OffsetRange(start, start + text.Trim().Length);
        return place.Length > 0 ? place : null;
    }

    private static bool IsExcused(CheckedFile file, CheckHit hit) =>
        hit.Rule.IsExcusable && IgnoreComments.Excuse(file.Document, file.Lines(hit.Place).Start, [hit.Rule.Id, .. hit.Rule.AlsoKnownAs]);

    private static void Run(IReadOnlyList<ReviewRule> rules, string subject, List<string> gaps, Action find)
    {
        try
        {
            find();
        }
        catch (OperationCanceledException)
        {
            throw;
        }
#pragma warning disable CA1031 // Border: one broken check must not silence the others, and must not pass for having found nothing.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            gaps.Add($"The check '{rules[0].Id}' broke on {subject}: {exception.GetType().Name}.");
        }
    }
}
