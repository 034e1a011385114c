using CodeAssist.Core.Completion.Context;
using CodeAssist.Core.Completion.Continuations;
using CodeAssist.Core.Completion.Prompting;
using CodeAssist.Core.Models;

namespace CodeAssist.Core.Completion;

/// <summary>Asks the model: ready → window → prompt → scores of what the workspace proposes → generation → opinion.</summary>
internal sealed class ModelOpinions(ICompletionModel models, IContextSource context)
{
    private readonly StickySuffix _suffix = new();

    /// <param name="request">The question.</param>
    /// <param name="shape">How much is asked for.</param>
    /// <param name="proposals">What the workspace proposes: it may be what the model would write as well.</param>
    /// <param name="scored">Those of them that the model is to score.</param>
    /// <param name="limits">The limits.</param>
    /// <param name="onText">See <see cref="ICompleter.CompleteAsync"/>.</param>
    /// <param name="cancellationToken">Ends it within one step of the model.</param>
    /// <returns>The opinion, or why there is none, with what it cost.</returns>
    public async Task<ModelOpinion> AskAsync(
        CompletionRequest request,
        AnswerShape shape,
        IReadOnlyList<Proposal> proposals,
        IReadOnlyList<Proposal> scored,
        CompletionLimits limits,
        Action<string>? onText,
        CancellationToken cancellationToken)
    {
        var patience = request.Trigger is CompletionTrigger.Invoked ? limits.InvokedPatience : TimeSpan.Zero;
        var availability = await models.GetReadyAsync(patience, cancellationToken);
        if (availability is not ModelAvailability.Ready { Model: var model })
        {
            return NotReady(availability);
        }

        var isAsked = request.Trigger is CompletionTrigger.Invoked;
        var generation = AnswerShapes.Limits(shape) with
        {
            Alternatives = isAsked ? limits.Alternatives : 1,
            BlockIndentation = shape is AnswerShape.Block ? BlockIndentation.OfOpener(request) : null,
            Priority = request.Priority,
        };
        var prompt = await PromptAsync(request, model, generation, limits, cancellationToken) with { Drafts = [.. proposals.Select(proposal => proposal.Text)] };
        var scores = scored.Count > 0
            ? await models.ScoreAsync(prompt, [.. scored.Select(proposal => proposal.Text)], generation, cancellationToken)
            : null;
        var reply = await models.GenerateAsync(prompt, generation, prompt.Indentation.Following(onText), cancellationToken);

        return reply switch
        {
            ModelReply.Answered answered when scores is ScoreReply.Scored { Scores: var given, Usage: var usage } => Of(answered, prompt, generation, model) with
            {
                Scores = given,
                Usage = Together(usage, answered.Usage),
            },
            ModelReply.Answered answered => Of(answered, prompt, generation, model),
            ModelReply.Failed { Failure: var failure } => Failed(failure),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    /// <summary>Asks without looking at what is said: for those who want to know how fast the model is.</summary>
    public async Task<ModelReply> MeasureAsync(CompletionRequest request, CompletionLimits limits, CancellationToken cancellationToken)
    {
        var availability = await models.GetReadyAsync(limits.InvokedPatience, cancellationToken);
        if (availability is not ModelAvailability.Ready { Model: var model })
        {
            return new ModelReply.Failed(new ModelFailure(
                ModelFailureKind.HostUnavailable, "The model is not ready.", "Try again in a moment."));
        }

        var generation = AnswerShapes.Limits(AnswerShape.Block);

        var prompt = await PromptAsync(request, model, generation, limits, cancellationToken);

        return await models.GenerateAsync(prompt, generation, onText: null, cancellationToken);
    }

    private async Task<FimPrompt> PromptAsync(
        CompletionRequest request, CompletionModel model, GenerationLimits generation, CompletionLimits limits, CancellationToken cancellationToken)
    {
        var promptTokens = Math.Min(model.ContextTokens - generation.MaxTokens, limits.PromptTokens);
        var takesContext = limits.ContextSnippets > 0 && model.ContextTokens >= limits.ContextFromTokens;
        var snippets = takesContext ? await context.GatherAsync(request, limits.ContextSnippets, cancellationToken) : [];
        var window = Window(request, promptTokens, snippets);
        if (takesContext && LostImports.Of(request, window) is { } imports)
        {
            // They stay as they are for longer than anything else of a prompt.
            snippets = [imports, .. snippets];
            window = Window(request, promptTokens, snippets);
        }

        var told = FimPromptBuilder.BeginsWithSuffix(model.Layout) ? _suffix.Keep(request, window) : window;
        return FimPromptBuilder.Build(request, told, snippets, model) with
        {
            Folder = request.Folder,
            Files = [.. snippets.Select(snippet => snippet.Path).Prepend(request.Path).Distinct(StringComparer.Ordinal)],
        };
    }

    private static CodeWindow Window(CompletionRequest request, int promptTokens, IReadOnlyList<ContextSnippet> snippets) =>
        CodeWindow.Around(request.Text, request.Caret, WindowSize.For(promptTokens, snippets.Sum(snippet => snippet.Path.Length + snippet.Text.Length)));

    private static ModelOpinion Of(ModelReply.Answered answered, FimPrompt prompt, GenerationLimits generation, CompletionModel model)
    {
        var text = prompt.Indentation.FromAnswer(answered.Text);
        var opinion = new Opinion(text, answered.Probability, model.MinimumProbability, $"{model.Name} on {model.Device}");
        var others = answered.Alternatives.Select(other => opinion with
        {
            Text = prompt.Indentation.FromAnswer(other.Text),
            Probability = other.Probability,
        });

        return new ModelOpinion(opinion, null, answered.Usage, []) { Others = [.. others], Question = new ModelQuestion(prompt, generation) };
    }

    // What the generation found in the cache was put there by the scoring, a moment before.
    private static ModelUsage Together(ScoreUsage scored, ModelUsage generated) =>
        generated with
        {
            ReusedTokens = scored.ReusedTokens,
            FirstToken = scored.Total + generated.FirstToken,
            Total = scored.Total + generated.Total,
            Waited = scored.Waited + generated.Waited,
        };

    private static ModelOpinion NotReady(ModelAvailability availability) =>
        availability is ModelAvailability.Unavailable { Failure: var failure }
            ? Failed(failure)
            : new ModelOpinion(null, new CompletionOutcome.NoSuggestion(NoSuggestionReason.ModelLoading), null, []);

    private static ModelOpinion Failed(ModelFailure failure)
    {
        var reason = failure.Kind switch
        {
            ModelFailureKind.TimedOut => NoSuggestionReason.TimedOut,
            ModelFailureKind.Refused => NoSuggestionReason.ModelRefused,
            _ => NoSuggestionReason.ModelUnavailable,
        };

        return new ModelOpinion(null, new CompletionOutcome.NoSuggestion(reason, failure.ToString()), null, []);
    }
}
