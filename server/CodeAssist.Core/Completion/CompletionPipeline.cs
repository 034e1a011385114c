using CodeAssist.Core.Completion.Context;
using CodeAssist.Core.Completion.Continuations;
using CodeAssist.Core.Completion.Gating;
using CodeAssist.Core.Completion.Mixing;
using CodeAssist.Core.Completion.Naming;
using CodeAssist.Core.Completion.PostProcessing;
using CodeAssist.Core.Completion.Prompting;
using CodeAssist.Core.Models;
using CodeAssist.Core.Text;

namespace CodeAssist.Core.Completion;

/// <summary>Turns one keystroke into suggestions. Read it top to bottom: that is the data flow.</summary>
/// <remarks>
/// The workspace's own text is asked first: it answers in about a millisecond and is right more often than a small model. The
/// model covers what the workspace has never said, and is not waited for where the workspace is sure.
/// </remarks>
public sealed class CompletionPipeline(
    IContinuationSource workspace, IContextSource context, ICompletionModel models, ISyntaxGate syntax, INames names) : ICompleter
{
    private readonly ModelOpinions _model = new(models, context);
    private readonly RightNames _rightNames = new(models, names);

    /// <exception cref="OperationCanceledException">The caller no longer wants an answer.</exception>
    public Task<CompletionOutcome> CompleteAsync(
        CompletionRequest request, CompletionGate gate, CompletionLimits limits, CancellationToken cancellationToken) =>
        CompleteAsync(request, gate, limits, onText: null, cancellationToken);

    /// <inheritdoc/>
    public async Task<CompletionOutcome> CompleteAsync(
        CompletionRequest request, CompletionGate gate, CompletionLimits limits, Action<string>? onText, CancellationToken cancellationToken)
    {
        if (gate.Reject(request) is { } rejection)
        {
            return new CompletionOutcome.NoSuggestion(rejection);
        }

        var shape = AnswerShapes.Of(request, limits.Lines);
        var proposals = limits.WorkspaceProposals > 0 ? workspace.Propose(request, limits.WorkspaceProposals) : [];
        var confidence = models.Confidence.At(request);
        var opinions = WorkspaceOpinions.Of(proposals, shape, confidence);

        // Of what the workspace is sure of while code is written, one text in thirty has a name that does not exist here, and none of those was right.
        if (request.Trigger is CompletionTrigger.Automatic && Choose(request, shape, opinions, limits, confidence.Certain).Suggestions is { Count: > 0 } certain)
        {
            return new CompletionOutcome.Suggested(certain);
        }

        var weights = Mix.Weights(shape, confidence);
        var asking = _model.AskAsync(request, shape, proposals, weights is null ? [] : proposals, limits, onText, cancellationToken);
        if (limits.RightNames && !asking.IsCompleted)
        {
            names.Prepare(request);
        }

        var model = await asking;
        var all = Mix.Of(opinions, proposals, model, weights, confidence.Show);
        if (limits.RightNames && MayBeShown(request, model, all))
        {
            model = await _rightNames.PutRightAsync(request, model, cancellationToken);
            all = Mix.Of(opinions, proposals, model, weights, confidence.Show);
        }

        var (suggestions, fault) = Choose(request, shape, all, limits, atLeast: 0);

        return suggestions.Count > 0 ? new CompletionOutcome.Suggested(suggestions) { Usage = model.Usage }
            : (model.Silence ?? new CompletionOutcome.NoSuggestion(fault ?? NoSuggestionReason.Unlikely)) with { Usage = model.Usage };
    }

    /// <summary>Asks the model without looking at what it says: for those who want to know how fast it is.</summary>
    public Task<ModelReply> MeasureAsync(CompletionRequest request, CompletionLimits limits, CancellationToken cancellationToken) =>
        _model.MeasureAsync(request, limits, cancellationToken);

    // Looking for names that nobody will see takes longer than all the rest.
    private static bool MayBeShown(CompletionRequest request, ModelOpinion model, IReadOnlyList<Opinion> all) =>
        model.Opinion is { } said
        && (request.Trigger is CompletionTrigger.Invoked || all.Any(opinion => opinion.Probability >= opinion.Minimum && said.IsSameText(opinion.Text)));

    /// <summary>Takes the likeliest that pass the filters. What is too unlikely to be shown is not looked at: that would take longer than all the rest.</summary>
    /// <returns>What is shown, and what became of the likeliest that is not.</returns>
    private (IReadOnlyList<Suggestion> Suggestions, NoSuggestionReason? Rejection) Choose(
        CompletionRequest request, AnswerShape shape, IReadOnlyList<Opinion> opinions, CompletionLimits limits, double atLeast)
    {
        var isAsked = request.Trigger is CompletionTrigger.Invoked;
        var wanted = isAsked ? limits.Alternatives : 1;
        var suggestions = new List<Suggestion>();
        NoSuggestionReason? rejection = null;
        foreach (var opinion in opinions
            .Where(opinion => opinion.Probability >= atLeast && (isAsked || opinion.Probability >= opinion.Minimum))
            .OrderByDescending(opinion => opinion.Probability))
        {
            var (suggestion, fault) = Filter(request, shape, opinion, limits);
            rejection ??= fault;
            if (suggestion is not null && !suggestions.Exists(other => string.Equals(other.InsertText, suggestion.InsertText, StringComparison.Ordinal)))
            {
                suggestions.Add(suggestion);
                if (suggestions.Count == wanted)
                {
                    break;
                }
            }
        }

        return (suggestions, rejection);
    }

    private (Suggestion? Suggestion, NoSuggestionReason? Rejection) Filter(
        CompletionRequest request, AnswerShape shape, Opinion opinion, CompletionLimits limits)
    {
        var filtered = SuggestionFilters.Apply(new Draft(opinion.Text, request, shape, ReplacedAfterCaret: 0), syntax);
        if (filtered.Draft is not { } draft)
        {
            return (null, filtered.Rejection);
        }

        // Who asks may be about to write what does not exist yet.
        return limits.RightNames && request.Trigger is CompletionTrigger.Automatic && names.FirstUnknown(request, draft.Text, draft.ReplacedAfterCaret) is not null
            ? (null, NoSuggestionReason.UnknownName)
            : (new Suggestion(LineEndings.Like(request.Text, draft.Text), draft.ReplacedAfterCaret, opinion.Source, opinion.Probability), null);
    }
}
