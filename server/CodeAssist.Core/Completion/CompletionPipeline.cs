using CodeAssist.Core.Completion.Context;
using CodeAssist.Core.Completion.Gating;
using CodeAssist.Core.Completion.PostProcessing;
using CodeAssist.Core.Completion.Prompting;
using CodeAssist.Core.Models;
using CodeAssist.Core.Text;

namespace CodeAssist.Core.Completion;

/// <summary>Turns one keystroke into at most one suggestion. Read it top to bottom: that is the data flow.</summary>
public sealed class CompletionPipeline(ICompletionModel models)
{
    /// <exception cref="OperationCanceledException">The caller no longer wants an answer.</exception>
    public async Task<CompletionOutcome> CompleteAsync(
        CompletionRequest request, CompletionGate gate, CompletionLimits limits, CancellationToken cancellationToken)
    {
        if (gate.Reject(request) is { } rejection)
        {
            return new CompletionOutcome.NoSuggestion(rejection);
        }

        var patience = request.Trigger is CompletionTrigger.Invoked ? limits.InvokedPatience : TimeSpan.Zero;
        var availability = await models.GetReadyAsync(patience, cancellationToken);
        if (availability is not ModelAvailability.Ready { Model: var model })
        {
            return NotReady(availability);
        }

        var shape = AnswerShapes.Of(request);
        var generation = AnswerShapes.Limits(shape);
        var prompt = Prompt(request, model, generation, limits);
        var reply = await models.GenerateAsync(prompt, generation, cancellationToken);

        return reply switch
        {
            ModelReply.Answered answered => Finish(request, shape, prompt, answered, model) with { Usage = answered.Usage },
            ModelReply.Failed { Failure: var failure } => Failed(failure),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    /// <summary>Asks the model without looking at what it says: for those who want to know how fast it is.</summary>
    public async Task<ModelReply> MeasureAsync(CompletionRequest request, CompletionLimits limits, CancellationToken cancellationToken)
    {
        var availability = await models.GetReadyAsync(limits.InvokedPatience, cancellationToken);
        if (availability is not ModelAvailability.Ready { Model: var model })
        {
            return new ModelReply.Failed(new ModelFailure(
                ModelFailureKind.HostUnavailable, "The model is not ready.", "Try again in a moment."));
        }

        var generation = AnswerShapes.Limits(AnswerShape.Block);

        return await models.GenerateAsync(Prompt(request, model, generation, limits), generation, cancellationToken);
    }

    private static FimPrompt Prompt(CompletionRequest request, CompletionModel model, GenerationLimits generation, CompletionLimits limits)
    {
        var promptTokens = Math.Min(model.ContextTokens - generation.MaxTokens, limits.PromptTokens);
        var window = CodeWindow.Around(request.Text, request.Caret, WindowSize.For(promptTokens));

        return FimPromptBuilder.Build(request, window, model);
    }

    private static CompletionOutcome Finish(
        CompletionRequest request, AnswerShape shape, FimPrompt prompt, ModelReply.Answered answered, CompletionModel model)
    {
        if (!answered.Text.StartsWith(prompt.HeldBack, StringComparison.Ordinal))
        {
            // The model continued as if the space before the caret were not there.
            return new CompletionOutcome.NoSuggestion(NoSuggestionReason.Unlikely);
        }

        if (request.Trigger is CompletionTrigger.Automatic && answered.Probability < model.MinimumProbability)
        {
            return new CompletionOutcome.NoSuggestion(NoSuggestionReason.Unlikely);
        }

        var text = prompt.Indentation.FromAnswer(answered.Text[prompt.HeldBack.Length..]);
        var filtered = SuggestionFilters.Apply(new Draft(text, request, shape, ReplacedAfterCaret: 0));

        return filtered.Draft is { } draft
            ? new CompletionOutcome.Suggested(
                LineEndings.Like(request.Text, draft.Text), draft.ReplacedAfterCaret, model, answered.Probability)
            : new CompletionOutcome.NoSuggestion(filtered.Rejection ?? NoSuggestionReason.Blank);
    }

    private static CompletionOutcome.NoSuggestion NotReady(ModelAvailability availability) =>
        availability is ModelAvailability.Unavailable { Failure: var failure }
            ? Failed(failure)
            : new CompletionOutcome.NoSuggestion(NoSuggestionReason.ModelLoading);

    private static CompletionOutcome.NoSuggestion Failed(ModelFailure failure)
    {
        var reason = failure.Kind switch
        {
            ModelFailureKind.TimedOut => NoSuggestionReason.TimedOut,
            ModelFailureKind.Refused => NoSuggestionReason.ModelRefused,
            _ => NoSuggestionReason.ModelUnavailable,
        };

        return new CompletionOutcome.NoSuggestion(reason, failure.ToString());
    }
}
