using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using CodeAssist.Core.Integrity;
using CodeAssist.Core.Review.Changes;
using CodeAssist.Core.Review.Findings;
using CodeAssist.Core.Review.Reviewers;
using CodeAssist.Core.Review.Rules;

namespace CodeAssist.Core.Review.Chat;

/// <summary>A chat model's word on changed places: asked several times where that costs nothing, put to the vote, looked at again, and believed only where its quotes stand.</summary>
/// <remarks>
/// Read <see cref="ReviewAsync"/> top to bottom. An answer that cannot be used makes its lines a gap of the review, never a clean place. What has not changed since
/// somebody looked is not asked about again.
/// </remarks>
/// <param name="models">Say who looks at what.</param>
/// <param name="memory">What came of pieces before.</param>
/// <param name="declarations">Where what pieces use is declared.</param>
/// <param name="silence">One sentence on why it takes no part; null where it does.</param>
public sealed class ChatReviewer(IReviewModels models, IUnitMemory memory, IDeclarations declarations, string? silence) : IReviewer
{
    /// <summary>Its <see cref="IReviewer.Id"/>.</summary>
    public const string ReviewerId = "chat";

    /// <summary>Characters of a repository's rules to one token of code that a question may have, in three characters to a token a quarter of what is read.</summary>
    private const double RuleCharactersPerToken = 1;

    private readonly ConcurrentBag<ReadPiece> _read = [];

    public string Id => ReviewerId;

    public IReadOnlyList<ReviewRule> Rules => ModelRules.All;

    public string? Silence => silence;

    /// <summary>Every piece that was read, in the order of files and places: all that a summary may speak of.</summary>
    public IReadOnlyList<ReadPiece> Read =>
        [.. _read.Where(piece => piece.Does.Length > 0).OrderBy(piece => piece.Path, StringComparer.Ordinal).ThenBy(piece => piece.Symbol, StringComparer.Ordinal).ThenBy(piece => piece.Does, StringComparer.Ordinal)];

    public async Task<ReviewerAnswer> ReviewAsync(FileUnderReview file, CancellationToken cancellationToken)
    {
        if (file.Units.Count == 0)
        {
            return ReviewerAnswer.Nothing;
        }

        switch (await models.ChooseAsync(file.File.Path, cancellationToken))
        {
            case ReviewModelChoice.Nobody { IsWanted: true, Why: var wanted }:
                return new ReviewerAnswer.Reviewed([]) { Notices = [$"{file.File.Path}: {wanted}"] };
            case ReviewModelChoice.Nobody { Why: var why }:
                return new ReviewerAnswer.Failed(why);
            case ReviewModelChoice.Chosen { Model: var model }:
                return await AskAsync(file, model, cancellationToken);
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private async Task<ReviewerAnswer> AskAsync(FileUnderReview file, IReviewModel model, CancellationToken cancellationToken)
    {
        var rules = RuleChoice.For(file.Change.Rules, file.File.Path, (int)(model.CodeTokens * RuleCharactersPerToken));
        var units = await UsedElsewhere.AddAsync(file.File, file.Units, declarations, cancellationToken);
        var fit = await UnitFit.OfAsync(file.File, units, model, cancellationToken);
        var keys = fit.Units.Select(unit => Key(model, rules, unit)).ToList();
        var settled = keys.Select(memory.Recall).ToArray();

        var questions = new FileQuestions(file.Change.Root, model, fit, rules);
        var trial = new ClaimTrial(file.Change.Root, models, model);
        List<int> unknown = [.. Enumerable.Range(0, settled.Length).Where(index => settled[index] is null)];
        var ballots = await questions.AskAsync(unknown, cancellationToken);
        foreach (var index in unknown)
        {
            if (questions.DoesOf(index) is not { } does)
            {
                continue;
            }

            settled[index] = new SettledUnit(does, await trial.HoldAsync(fit.Units[index], [.. ballots[index]], cancellationToken));
            if (questions.ProblemOf(index) is null)
            {
                memory.Remember(keys[index], settled[index]!);
            }
        }

        return Answer(fit, settled, questions, trial);
    }

    private ReviewerAnswer Answer(UnitFit fit, SettledUnit?[] settled, FileQuestions questions, ClaimTrial trial)
    {
        List<string> gaps = [.. fit.TooLong.Select(lines => $"{Name(lines)}: too long for the model's window.")];
        var claims = new List<Claim>();
        for (var index = 0; index < settled.Length; index++)
        {
            var shown = fit.Units[index];
            if (questions.ProblemOf(index) is { } problem)
            {
                gaps.Add($"{Name(shown.Unit.Lines)}: {problem}");
            }

            if (settled[index] is { } unit)
            {
                _read.Add(new ReadPiece(shown.File.Path, shown.Unit.Symbol, unit.Does));
                claims.AddRange(unit.Claims.Select(claim => Stated(shown, claim)));
            }
        }

        // Not one piece read: that is no gap in a review, there was none.
        return settled.Length + fit.TooLong.Count > 0 && Array.TrueForAll(settled, unit => unit is null)
            ? new ReviewerAnswer.Failed(gaps[0])
            : new ReviewerAnswer.Reviewed(claims) { Gaps = gaps, Dropped = [.. questions.Dropped, .. trial.Dropped] };
    }

    private static Claim Stated(ShownUnit shown, SettledClaim claim)
    {
        var line = shown.Unit.Lines.Start + claim.Line;
        return new Claim(ModelRules.Of(claim.Category), shown.File.Path, new ClaimedPlace.Quoted(claim.Quote, line), claim.Message)
        {
            Confidence = claim.Confidence,
            Severity = claim.Severity,
            Evidence = claim.Evidence,
            Fix = Replacement(shown, claim, line),
        };
    }

    private static Fix? Replacement(ShownUnit shown, SettledClaim claim, int line)
    {
        if (claim.Replacement.Length == 0 || string.Equals(claim.Replacement, claim.Quote, StringComparison.Ordinal))
        {
            return null;
        }

        var range = Anchoring.QuoteSearch.Find(shown.File.New!, claim.Quote).FirstOrDefault(place => place.Start.Line == line);
        return range == default ? null : new Fix("Replace it as the model proposes", [new FixEdit(range, claim.Replacement)]);
    }

    /// <summary>Everything that an answer depends on: who is asked, how, about what, under which rules.</summary>
    private static string Key(IReviewModel model, IReadOnlyList<RuleFile> rules, ShownUnit unit)
    {
        string[] parts =
        [
            ReviewPrompts.Wording, model.Id, model.Passes.ToString(CultureInfo.InvariantCulture), .. rules.Select(rule => rule.Text),
            unit.File.Path, unit.Unit.Symbol ?? "", unit.Uses, unit.Content,
        ];
        return Sha256.HexOf(Encoding.UTF8.GetBytes(string.Join('\0', parts)));
    }

    private static string Name(LineSpan lines) => lines.Count <= 1
        ? string.Create(CultureInfo.InvariantCulture, $"line {lines.Start + 1}")
        : string.Create(CultureInfo.InvariantCulture, $"lines {lines.Start + 1} to {lines.End}");
}
