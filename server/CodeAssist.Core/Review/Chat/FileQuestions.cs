using CodeAssist.Core.Review.Outcome;
using CodeAssist.Core.Review.Rules;

namespace CodeAssist.Core.Review.Chat;

/// <summary>Asks a model about the pieces of one file, as often as it is to be asked, each time in another order.</summary>
/// <param name="repository">The repository's identity, as the policy knows it.</param>
/// <param name="model">Who is asked.</param>
/// <param name="fit">The pieces.</param>
/// <param name="rules">The repository's own, for this file.</param>
internal sealed class FileQuestions(string repository, IReviewModel model, UnitFit fit, IReadOnlyList<RuleFile> rules)
{
    private readonly int[] _passes = new int[fit.Units.Count];
    private readonly string?[] _does = new string?[fit.Units.Count];
    private readonly string?[] _problems = new string?[fit.Units.Count];
    private readonly List<(int Pass, PlacedClaim Claim)> _said = [];
    private readonly List<DroppedClaim> _dropped = [];

    /// <summary>What was said of lines that it was not said of.</summary>
    public IReadOnlyList<DroppedClaim> Dropped => _dropped;

    /// <param name="wanted">Indexes of the pieces that are asked about.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>By piece; only of those that were read at least once.</returns>
    public async Task<ILookup<int, Ballot>> AskAsync(IReadOnlyList<int> wanted, CancellationToken cancellationToken)
    {
        for (var pass = 0; pass < model.Passes; pass++)
        {
            foreach (var batch in fit.Batches(Order(wanted, pass), model.CodeTokens))
            {
                var question = ReviewPrompts.About(repository, [.. batch.Select(index => fit.Units[index])], rules);
                switch (await model.FindAsync(question, batch.Count, pass, cancellationToken))
                {
                    case ModelAnswer<IReadOnlyList<UnitReading>>.Read(var readings) when readings.Count == batch.Count:
                        foreach (var (index, reading) in batch.Zip(readings))
                        {
                            Take(index, pass, reading);
                        }

                        break;
                    case ModelAnswer<IReadOnlyList<UnitReading>>.Read:
                        Fail(batch, "The answer left pieces out.");
                        break;
                    case ModelAnswer<IReadOnlyList<UnitReading>>.Unusable(var why):
                        Fail(batch, why);
                        break;
                }
            }
        }

        return Ballot.Count(_said, _passes).ToLookup(ballot => ballot.First.Unit);
    }

    /// <returns>Why a piece was not read in most passes; null where it was.</returns>
    public string? ProblemOf(int unit) => 2 * _passes[unit] > model.Passes ? null : _problems[unit];

    /// <returns>What the change to a piece does; null where it was never read.</returns>
    public string? DoesOf(int unit) => _passes[unit] == 0 ? null : _does[unit] ?? "";

    /// <summary>The first pass in the order of the file, the others shuffled: always the same way, so that a review can be repeated.</summary>
    private static int[] Order(IReadOnlyList<int> wanted, int pass)
    {
        int[] order = [.. wanted];
        if (pass > 0)
        {
#pragma warning disable CA5394 // Nothing secret: the order in which code is read.
            new Random(pass).Shuffle(order);
#pragma warning restore CA5394
        }

        return order;
    }

    private void Take(int index, int pass, UnitReading reading)
    {
        _passes[index]++;
        _does[index] ??= reading.Does;
        foreach (var claim in reading.Claims)
        {
            if (PlacedClaim.Find(fit.Units[index], index, claim, out var reason) is { } placed)
            {
                _said.Add((pass, placed));
            }
            else
            {
                _dropped.Add(new DroppedClaim(ChatReviewer.ReviewerId, ModelRules.Of(claim.Category).Id, fit.Units[index].File.Path, reason));
            }
        }
    }

    private void Fail(IReadOnlyList<int> batch, string why)
    {
        foreach (var index in batch)
        {
            _problems[index] ??= why;
        }
    }
}
