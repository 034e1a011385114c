using CodeAssist.Core.Assist;
using CodeAssist.Core.Review.Changes;
using CodeAssist.Core.Review.Chat;
using CodeAssist.Core.Routing;

namespace CodeAssist.Server.Reviewing.Chat;

/// <summary>How much a model would have to read of a change: what routing decides by, and what a user is told before a closed model is asked.</summary>
/// <param name="Questions">At most, without corrections: each piece and, for each, a second look.</param>
/// <param name="Size">Of the largest.</param>
/// <param name="Preview">The first one, as it would be sent before secrets are taken out; null where there is nothing to read.</param>
internal sealed record ReviewVolume(int Questions, TaskSize Size, AssistQuestion? Preview)
{
    /// <summary>Most tokens of code in one question: models find less in more.</summary>
    public const int CodeTokens = 2_500;

    private const int AnswerTokens = 1_400;
    private const int OrderTokens = 500;
    private const int FewestCodeTokens = 600;

    /// <summary>Share of a question that is left to a repository's own rules.</summary>
    private const double RuleShare = 0.25;

    /// <param name="change">What is reviewed.</param>
    /// <param name="outline">Which members files consist of.</param>
    /// <param name="declarations">Where what pieces use is declared.</param>
    /// <param name="cancellationToken">Ends the search for that.</param>
    public static async Task<ReviewVolume> OfAsync(ChangeSet change, ICodeOutline outline, IDeclarations declarations, CancellationToken cancellationToken)
    {
        var (tokens, largest) = (0, FewestCodeTokens);
        var first = new List<ShownUnit>();
        foreach (var file in change.Files.Where(file => file.New is not null))
        {
            var units = await UsedElsewhere.AddAsync(file, UnitSplitter.Split(file, outline.Read(file.New!)), declarations, cancellationToken);
            foreach (var unit in units.Select(unit => ShownUnit.Of(file, unit)))
            {
                var count = TokenEstimate.Of(unit.Uses) + TokenEstimate.Of(unit.Shown);
                tokens += count;
                largest = Math.Max(largest, Math.Min(CodeTokens, count));
                if (first.Count == 0)
                {
                    first.Add(unit);
                }
            }
        }

        var files = change.Files.Count(file => file.Hunks.Count > 0 && file.New is not null);
        var questions = 2 * (files + (tokens / FewestCodeTokens));
        return new ReviewVolume(
            Math.Max(1, questions),
            new TaskSize((int)((largest + OrderTokens) / (1 - RuleShare)), AnswerTokens, (int)((FewestCodeTokens + OrderTokens) / (1 - RuleShare))),
            first.Count == 0 ? null : ReviewPrompts.About(change.Root, first, []));
    }

    /// <summary>What a question has beside its code.</summary>
    /// <param name="inputTokens">Most tokens of a question.</param>
    public static int AroundCode(int inputTokens) => OrderTokens + (int)((inputTokens - OrderTokens) * RuleShare);
}
