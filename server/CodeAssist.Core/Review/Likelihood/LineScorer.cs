using CodeAssist.Core.Completion;
using CodeAssist.Core.Completion.Prompting;
using CodeAssist.Core.Models;
using CodeAssist.Core.Text;
using LineSpan = CodeAssist.Core.Review.Changes.LineSpan;

namespace CodeAssist.Core.Review.Likelihood;

/// <summary>Asks a fill-in-the-middle model how much likelier a line's alternatives are than the line as written.</summary>
/// <remarks>
/// With L what stands before the line, S what comes after the lines that follow it, x the line and f what follows:
/// line gap = ln p(x' | L, S) − ln p(x | L, S), follow gap = ln p(f | L, x', S) − ln p(f | L, x, S). Both together are, by Bayes, ln p(x' | L, f, S) − ln p(x | L, f, S): the code
/// on both sides counts, and the near side behind the line is read forwards, which small models do better than filling in.
/// </remarks>
/// <param name="models">The model; ready.</param>
/// <param name="model">What it is.</param>
public sealed class LineScorer(ICompletionModel models, CompletionModel model)
{
    /// <summary>Each takes two texts of a request, and so does the line as written; <c>ScoreLimits</c> of the host has 128.</summary>
    public const int MostAlternatives = 48;

    /// <summary>In UTF-16 units. Longer lines are tables and data.</summary>
    public const int LongestLine = 240;

    // Of the longest line and what follows it, at two units a token.
    private const int MostTokens = 192;

    /// <summary>For one line; a model that needs longer is too slow for a review.</summary>
    private static readonly TimeSpan _timeout = TimeSpan.FromSeconds(20);

    /// <param name="document">The file.</param>
    /// <param name="path">Its path, as the model is told it.</param>
    /// <param name="line">From zero.</param>
    /// <param name="group">The lines that are asked about one after another, this one among them: they share what the model has read.</param>
    /// <param name="alternatives">Of this line, at most <see cref="MostAlternatives"/>.</param>
    /// <param name="evidence">What the file says.</param>
    /// <param name="cancellationToken">Ends it within one step of the model.</param>
    public async Task<LineScoring> ScoreAsync(
        DocumentSnapshot document,
        string path,
        int line,
        LineSpan group,
        IReadOnlyList<Alternative> alternatives,
        FileEvidence evidence,
        CancellationToken cancellationToken)
    {
        var place = LineText.Of(document, line, group);
        var request = new CompletionRequest(path, Repository: null, document.Language, document.Text, place.Start, CompletionTrigger.Automatic);
        var prompt = FimPromptBuilder.Build(request, place.Window, [], model) with { Slot = "review/" + path };
        string[] lines = [place.Line, .. alternatives.Select(alternative => With(place, alternative))];
        string[] texts = [.. lines, .. lines.Select(text => text + place.Following)];
        var limits = new GenerationLimits(Math.Min(MostTokens, model.ContextTokens / 4), [], _timeout) { Priority = ModelPriority.Background };
        var reply = await models.ScoreAsync(prompt, texts, limits, cancellationToken);
        if (reply is not ScoreReply.Scored { Scores: var scores })
        {
            return new LineScoring.Failed(((ScoreReply.Failed)reply).Failure);
        }

        var follow = lines.Select((_, index) => scores[lines.Length + index].LogProbability - scores[index].LogProbability).ToArray();

        return new LineScoring.Scored([.. alternatives.Select((alternative, index) => new WeighedAlternative(
            alternative,
            scores[index + 1].LogProbability - scores[0].LogProbability,
            follow[index + 1] - follow[0],
            evidence.Of(alternative, line)))]);
    }

    private static string With(LineText place, Alternative alternative)
    {
        var start = alternative.Place.Start - place.Start;
        return string.Concat(place.Line.AsSpan(0, start), alternative.Text, place.Line.AsSpan(start + alternative.Place.Length));
    }
}
