using System.Globalization;
using CodeAssist.Core.Review.Anchoring;
using CodeAssist.Core.Review.Findings;
using CodeAssist.Core.Review.Outcome;

namespace CodeAssist.Core.Review.Chat;

/// <summary>What is left of claims after votes, a second look, and, where a model is at odds with itself over something grave, another's word.</summary>
/// <param name="repository">The repository's identity, as the policy knows it.</param>
/// <param name="models">Knows who is stronger.</param>
/// <param name="model">Who made the claims.</param>
internal sealed class ClaimTrial(string repository, IReviewModels models, IReviewModel model)
{
    /// <summary>Two models agree, and neither has run the code.</summary>
    private const double StrongerConfidence = 0.8;

    private readonly List<DroppedClaim> _dropped = [];

    /// <summary>What nobody stands by any more.</summary>
    public IReadOnlyList<DroppedClaim> Dropped => _dropped;

    /// <param name="shown">The piece that they are about.</param>
    /// <param name="ballots">All that was said of it.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<IReadOnlyList<SettledClaim>> HoldAsync(ShownUnit shown, IReadOnlyList<Ballot> ballots, CancellationToken cancellationToken)
    {
        var settled = new List<SettledClaim>();
        var carried = ballots.Where(ballot => ballot.IsCarried).ToList();
        var verdicts = carried.Count == 0 ? [] : await JudgeAsync(model, shown, carried, cancellationToken);
        foreach (var (ballot, verdict) in carried.Zip(verdicts))
        {
            if (await SettleAsync(shown, ballot, verdict, cancellationToken) is { } claim)
            {
                settled.Add(claim);
            }
        }

        foreach (var ballot in ballots.Where(ballot => !ballot.IsCarried))
        {
            if (await ContestAsync(shown, ballot, DropReason.TooFewVotes, cancellationToken) is { } claim)
            {
                settled.Add(claim);
            }
        }

        return [.. settled.OrderBy(claim => claim.Line)];
    }

    /// <returns>One for each; null where none came that could be used.</returns>
    private async Task<IReadOnlyList<ModelVerdict?>> JudgeAsync(IReviewModel judge, ShownUnit shown, List<Ballot> ballots, CancellationToken cancellationToken)
    {
        var question = ReviewPrompts.OnClaims(repository, shown, [.. ballots.Select(ballot => ballot.First.Claim with { Line = ballot.First.Range.Start.Line, Severity = ballot.Severity })]);
        return await judge.JudgeAsync(question, ballots.Count, cancellationToken) is ModelAnswer<IReadOnlyList<ModelVerdict>>.Read(var verdicts) && verdicts.Count == ballots.Count
            ? [.. verdicts]
            : new ModelVerdict?[ballots.Count];
    }

    private async Task<SettledClaim?> SettleAsync(ShownUnit shown, Ballot ballot, ModelVerdict? verdict, CancellationToken cancellationToken)
    {
        switch (verdict)
        {
            case null when ballot.Severity is Severity.Note:
                Drop(shown, ballot, DropReason.Unconfirmed);
                return null;
            case { Kind: ModelVerdictKind.Wrong } when IsCited(shown, verdict):
                return await ContestAsync(shown, ballot, DropReason.Refuted, cancellationToken);
            case { Kind: ModelVerdictKind.Minor } when IsCited(shown, verdict):
                return Settled(shown, ballot with { Severity = Lower(ballot.Severity) }, ballot.Confidence, $"less grave than first said: {verdict.Why}");
            default:
                return Settled(shown, ballot, ballot.Confidence, verdict is null ? "nobody could be asked again" : "held when it was looked at again");
        }
    }

    /// <summary>Of what matters most, somebody else may be asked; the rest is dropped.</summary>
    private async Task<SettledClaim?> ContestAsync(ShownUnit shown, Ballot ballot, DropReason reason, CancellationToken cancellationToken)
    {
        var claim = ballot.First.Claim with { Line = ballot.First.Range.Start.Line };
        if (ballot.Severity is Severity.Error
            && await models.ChooseStrongerAsync(shown.File.Path, ReviewPrompts.OnClaims(repository, shown, [claim]), cancellationToken) is { } stronger
            && await JudgeAsync(stronger, shown, [ballot], cancellationToken) is [{ } verdict])
        {
            if (verdict.Kind is ModelVerdictKind.Wrong)
            {
                Drop(shown, ballot, DropReason.Refuted);
                return null;
            }

            var severity = verdict.Kind is ModelVerdictKind.Minor && IsCited(shown, verdict) ? Lower(ballot.Severity) : ballot.Severity;
            var settled = Settled(shown, ballot with { Severity = severity }, StrongerConfidence, "contested");
            return settled with { Evidence = [.. settled.Evidence, new Evidence(stronger.Id, verdict.Why.Length > 0 ? verdict.Why : "It holds.")] };
        }

        Drop(shown, ballot, reason);
        return null;
    }

    private static bool IsCited(ShownUnit shown, ModelVerdict verdict) => PlacedClaim.IsCited(shown, verdict.Line, verdict.Quote);

    private static Severity Lower(Severity severity) => severity is Severity.Error ? Severity.Warning : Severity.Note;

    private void Drop(ShownUnit shown, Ballot ballot, DropReason reason) =>
        _dropped.Add(new DroppedClaim(ChatReviewer.ReviewerId, ModelRules.Of(ballot.First.Claim.Category).Id, shown.File.Path, reason));

    private SettledClaim Settled(ShownUnit shown, Ballot ballot, double confidence, string judged)
    {
        var claim = ballot.First.Claim;
        var said = ballot.Passes == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $"said in {ballot.Votes} of {ballot.Passes} passes, ");
        return new SettledClaim(
            ballot.First.Range.Start.Line - shown.Unit.Lines.Start,
            claim.Quote,
            claim.Category,
            ballot.Severity,
            confidence,
            claim.Message,
            claim.Replacement,
            [new Evidence(model.Id, said + judged)]);
    }
}
