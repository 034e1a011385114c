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
    private readonly ModelOpinions _model = new(models, context, names);

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
        if (request.Trigger is CompletionTrigger.Automatic && Show(request, shape, opinions, limits, confidence.Certain) is { } certain)
        {
            return certain;
        }

        var weights = Mix.Weights(shape, confidence);
        var model = await _model.AskAsync(request, shape, proposals, weights is null ? [] : proposals, limits, onText, cancellationToken);
        var all = Mix.Of(opinions, proposals, model, weights, confidence.Show);

        return Show(request, shape, all, limits, atLeast: 0) is { } shown
            ? shown with { Usage = model.Usage }
            : Nothing(request, shape, all, model, limits) with { Usage = model.Usage };
    }

    /// <summary>Asks the model without looking at what it says: for those who want to know how fast it is.</summary>
    public Task<ModelReply> MeasureAsync(CompletionRequest request, CompletionLimits limits, CancellationToken cancellationToken) =>
        _model.MeasureAsync(request, limits, cancellationToken);

    private CompletionOutcome.Suggested? Show(
        CompletionRequest request, AnswerShape shape, IReadOnlyList<Opinion> opinions, CompletionLimits limits, double atLeast)
    {
        var isAsked = request.Trigger is CompletionTrigger.Invoked;
        var suggestions = opinions
            .Where(opinion => opinion.Probability >= atLeast && (isAsked || opinion.Probability >= opinion.Minimum))
            .OrderByDescending(opinion => opinion.Probability)
            .Select(opinion => Filter(request, shape, opinion, limits).Suggestion)
            .OfType<Suggestion>()
            .DistinctBy(suggestion => suggestion.InsertText, StringComparer.Ordinal)
            .Take(isAsked ? limits.Alternatives : 1)
            .ToList();

        return suggestions.Count == 0 ? null : new CompletionOutcome.Suggested(suggestions);
    }

    private CompletionOutcome.NoSuggestion Nothing(
        CompletionRequest request, AnswerShape shape, IReadOnlyList<Opinion> opinions, ModelOpinion model, CompletionLimits limits)
    {
        if (model.Silence is { } silence)
        {
            return silence;
        }

        // What was likely enough to be shown fell to a filter; anything else was not likely enough.
        var rejection = opinions.Select(opinion => Filter(request, shape, opinion, limits).Rejection).FirstOrDefault(reason => reason is not null);

        return new CompletionOutcome.NoSuggestion(rejection ?? NoSuggestionReason.Unlikely);
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
