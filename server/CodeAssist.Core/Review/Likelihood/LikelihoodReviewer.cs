using CodeAssist.Core.Models;
using CodeAssist.Core.Review.Changes;
using CodeAssist.Core.Review.Findings;
using CodeAssist.Core.Review.Reviewers;
using CodeAssist.Core.Text;

namespace CodeAssist.Core.Review.Likelihood;

/// <summary>Finds faults of one token: what else could a changed line have said, and is that much likelier than what it says?</summary>
/// <param name="alternatives">What else a line could say.</param>
/// <param name="model">The model; ready.</param>
/// <param name="calibration">What was measured of that model.</param>
/// <param name="budget">How long it may take.</param>
/// <param name="time">The clock.</param>
public sealed class LikelihoodReviewer(
    IAlternativeSource alternatives, ICompletionModel model, FaultCalibration calibration, LikelihoodBudget budget, TimeProvider time) : IReviewer
{
    // Languages whose files a reader would expect to be looked at; data and prose are not.
    private static readonly string[] _sources = ["c", "cpp", "go", "java", "javascript", "javascriptreact", "kotlin", "php", "python", "ruby", "rust", "swift", "typescript", "typescriptreact"];

    /// <summary>Its name among the reviewers.</summary>
    public const string Name = "likelihood";

    public string Id => Name;

    public IReadOnlyList<ReviewRule> Rules => LikelihoodRules.All;

    public string? Silence => null;

    public async Task<ReviewerAnswer> ReviewAsync(FileUnderReview file, CancellationToken cancellationToken)
    {
        if (!calibration.Languages.Contains(file.File.New!.Language, StringComparer.Ordinal))
        {
            var isSource = _sources.Contains(file.File.New.Language, StringComparer.Ordinal);
            return isSource ? new ReviewerAnswer.Reviewed([]) { Notices = [$"Only files in {string.Join(", ", calibration.Languages)} are looked at; for other languages this model was not measured."] } : ReviewerAnswer.Nothing;
        }

        if (model.Ready is not { } ready)
        {
            return new ReviewerAnswer.Failed("The local model is not there any more.");
        }

        var look = new Look(file.File, new LineScorer(model, ready), this);
        var started = time.GetTimestamp();
        var share = budget.Take(Lines(file.File), file.Change.Files.Sum(Lines));
        try
        {
            return await LookAsync(look, file.File, () => time.GetElapsedTime(started) >= share, cancellationToken);
        }
        finally
        {
            budget.GiveBack(share - time.GetElapsedTime(started));
        }
    }

    private static async Task<ReviewerAnswer> LookAsync(Look look, ChangedFile file, Func<bool> isOver, CancellationToken cancellationToken)
    {
        foreach (var group in LineGroups.Of(file))
        {
            for (var line = group.Start; line < group.End; line++)
            {
                if (isOver())
                {
                    look.LeaveOut(group.End - line);
                    break;
                }

                if (await look.AtAsync(line, group, cancellationToken) is { } failure)
                {
                    return look.Answer([$"{look.Seen} of {Lines(file)} changed lines were looked at; then the model failed: {failure.Message}"]);
                }
            }
        }

        // It samples where time is short, and nobody need read the change again for that: others have looked at all of it.
        return look.Answer([]) with
        {
            Notices = look.LeftOut == 0 ? [] : ["Not all changed lines were compared with what else they could say: the time for it was over. The setting review.likelihoodSeconds gives it more."],
        };
    }

    private static int Lines(ChangedFile file) => file.New is null ? 0 : file.Hunks.Sum(hunk => hunk.New.Count);

    /// <summary>The look at one file.</summary>
    private sealed class Look(ChangedFile file, LineScorer scorer, LikelihoodReviewer reviewer)
    {
        private readonly DocumentSnapshot _document = file.New!;
        private readonly FileEvidence _evidence = new(CodeTokens.Of(file.New!));
        private readonly List<Claim> _claims = [];

        public int Seen { get; private set; }

        public int LeftOut { get; private set; }

        public void LeaveOut(int lines) => LeftOut += lines;

        public ReviewerAnswer.Reviewed Answer(IReadOnlyList<string> gaps) => new(_claims) { Gaps = gaps };

        public async Task<ModelFailure?> AtAsync(int line, LineSpan group, CancellationToken cancellationToken)
        {
            var others = _document.Line(line).Length <= LineScorer.LongestLine ? reviewer.Alternatives(_document, line, cancellationToken) : [];
            if (others.Count > 0)
            {
                switch (await scorer.ScoreAsync(_document, file.Path, line, group, others, _evidence, cancellationToken))
                {
                    case LineScoring.Failed { Failure: var failure }:
                        return failure;
                    case LineScoring.Scored { Alternatives: var weighed } when reviewer.Judge(weighed) is { } judged:
                        _claims.Add(Claim(judged));
                        break;
                }
            }

            Seen++;
            return null;
        }

        private Claim Claim(JudgedAlternative judged)
        {
            var other = judged.Weighed.Alternative;
            var range = new TextRange(_document.PositionAt(other.Place.Start), _document.PositionAt(other.Place.End));
            var words = FaultWords.Of(_document.Slice(range).ToString(), other.Text);

            return new Claim(LikelihoodRules.Of(other.Kind), file.Path, new ClaimedPlace.At(range), words.Message)
            {
                Confidence = Math.Round(judged.Probability, 2),
                Fix = new Fix(words.Fix, [new FixEdit(range, other.Text)]),
                Evidence = [.. FaultReasons.Of(judged.Weighed).Select(reason => new Evidence(Name, reason))],
            };
        }
    }

    private List<Alternative> Alternatives(DocumentSnapshot document, int line, CancellationToken cancellationToken) =>
        [.. alternatives.Of(document, line, cancellationToken).Take(LineScorer.MostAlternatives)];

    private JudgedAlternative? Judge(IReadOnlyList<WeighedAlternative> weighed) => calibration.Judge(weighed);
}
