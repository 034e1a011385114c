using System.Diagnostics;
using CodeAssist.Core.Completion.Fim;
using CodeAssist.Core.Completion.Mixing;
using CodeAssist.Core.Completion.Prompting;
using CodeAssist.Core.Models;
using CodeAssist.ModelHost.Protocol;
using CorePart = CodeAssist.Core.Completion.Prompting.PromptPart;
using CoreScore = CodeAssist.Core.Models.ContinuationScore;
using WirePart = CodeAssist.ModelHost.Protocol.PromptPart;

namespace CodeAssist.Models.Local;

/// <summary>The pipeline's words in the host's words, and back. Nothing else knows both.</summary>
internal static class HostVocabulary
{
    // What a prompt gives up first: other files, then code after the caret, then code before it.
    private const int SnippetPriority = 1;
    private const int SuffixPriority = 2;
    private const int PrefixPriority = 3;

    // For a model whose file does not say: less is more often wrong than right.
    private const double UsualMinimum = 0.3;

    public static WirePart ToWire(CorePart part) =>
        part switch
        {
            CorePart.Special special => WirePart.Token(ToWire(special.Token)),
            CorePart.Fixed text => WirePart.Fixed(text.Text),
            CorePart.Snippet text => new WirePart(null, text.Text, TrimRule.DropWhole, SnippetPriority),
            CorePart.Prefix text => new WirePart(null, text.Text, TrimRule.KeepEnd, PrefixPriority, EndsAtCaret: text.IsHealed),
            CorePart.Suffix text => new WirePart(null, text.Text, TrimRule.KeepStart, SuffixPriority),
            _ => throw new UnreachableException(),
        };

    public static GenerationPriority ToWire(ModelPriority priority) =>
        priority switch
        {
            ModelPriority.Keystroke => GenerationPriority.Completion,
            ModelPriority.Background => GenerationPriority.Background,
            _ => throw new UnreachableException(),
        };

    public static ModelFailure FromWire(HostFailure failure)
    {
        var kind = failure.Kind switch
        {
            HostFailureKind.PromptTooLong or HostFailureKind.InvalidRequest => ModelFailureKind.Refused,
            HostFailureKind.ModelNotLoaded or HostFailureKind.Busy => ModelFailureKind.HostUnavailable,
            _ => ModelFailureKind.Unusable,
        };

        return new ModelFailure(kind, failure.Message, failure.NextStep);
    }

    /// <param name="generation">The host's answer.</param>
    /// <param name="waited">From the call to the answer.</param>
    public static ModelReply FromWire(Generation generation, TimeSpan waited)
    {
        var usage = generation.Usage;

        return new ModelReply.Answered(
            generation.Text,
            Math.Exp(generation.LogProbability),
            new ModelUsage(
                usage.PromptTokens,
                usage.ReusedTokens,
                usage.GeneratedTokens,
                TimeSpan.FromMilliseconds(usage.FirstTokenMilliseconds),
                TimeSpan.FromMilliseconds(usage.TotalMilliseconds))
            {
                Waited = waited,
                DraftedTokens = usage.DraftedTokens,
                AcceptedTokens = usage.AcceptedTokens,
            })
        {
            Alternatives = [.. generation.Alternatives.Select(other => new AlternativeAnswer(other.Text, Math.Exp(other.LogProbability)))],
        };
    }

    /// <param name="scoring">The host's answer.</param>
    /// <param name="waited">From the call to the answer.</param>
    public static ScoreReply FromWire(Scoring scoring, TimeSpan waited)
    {
        var usage = scoring.Usage;

        return new ScoreReply.Scored(
            [.. scoring.Scores.Select(score => new CoreScore(score.LogProbability, score.Tokens, score.IsCut, score.EndLogProbability))],
            new ScoreUsage(usage.PromptTokens, usage.ReusedTokens, usage.ScoredTokens, TimeSpan.FromMilliseconds(usage.TotalMilliseconds)) { Waited = waited });
    }

    /// <returns>The model as the pipeline sees it, or why it cannot fill in the middle.</returns>
    public static ModelAvailability FromWire(ModelDescription model, Confidence confidence)
    {
        if (model.FimRefusal is { } refusal)
        {
            return Refused(
                $"The model '{model.Name}' cannot fill in the middle: {refusal}.",
                "Choose a model that was trained for it, such as Qwen2.5-Coder or StarCoder2.");
        }

        var family = FamilyOf(model);
        if ((family?.Refusal ?? StrangeTokens(model, family)) is { } unable)
        {
            return Refused($"The model '{model.Name}' cannot fill in the middle: {unable}.", "Choose a model of a family in docs/prompts.md.");
        }

        FimLayout? layout = model.PromptLayout switch
        {
            null => family?.Layout ?? FimLayout.PrefixSuffixMiddle,
            "psm" => FimLayout.PrefixSuffixMiddle,
            "spm" => FimLayout.SuffixPrefixMiddle,
            "suffix-first-unmarked" => FimLayout.SuffixFirstUnmarked,
            _ => null,
        };

        return layout is { } known
            ? new ModelAvailability.Ready(new CompletionModel(
                model.Name,
                model.Device.Device,
                known,
                model.ContextTokens,
                Separators(model, family),
                BeginsText: model.SpecialTokens.Contains(SpecialToken.BeginOfText),
                model.MinimumProbability ?? UsualMinimum)
            {
                BeginsWithEnd = family is { BeginsWithEnd: true },
                Confidence = confidence,
            })
            : Refused(
                $"The model '{model.Name}' wants the prompt layout '{model.PromptLayout}', which this version does not know.",
                "Update CodeAssist, or choose another model.");
    }

    // A layout that the file names is its makers' own word.
    private static FimFamily? FamilyOf(ModelDescription model) =>
        model.PromptLayout is null && model.SpecialTexts is { } texts
            ? FimFamilies.Of(
                model.Name,
                texts.GetValueOrDefault(SpecialToken.FimPrefix),
                texts.GetValueOrDefault(SpecialToken.FimSuffix),
                texts.GetValueOrDefault(SpecialToken.FimMiddle))
            : null;

    // Many vocabularies have a token for prefix and one for suffix, and only one family was trained to do with these.
    private static string? StrangeTokens(ModelDescription model, FimFamily? family) =>
        model is { PromptLayout: null, SpecialTexts: not null } && family is null && !model.SpecialTokens.Contains(SpecialToken.FimMiddle) ? "its vocabulary has no token for middle" : null;

    private static PromptSeparators Separators(ModelDescription model, FimFamily? family) =>
        !model.SpecialTokens.Contains(SpecialToken.FileSeparator) || family is { Tokens.File: null } ? PromptSeparators.None
        : model.SpecialTokens.Contains(SpecialToken.RepositoryName) && (family is null || family.Tokens.Repository is not null) ? PromptSeparators.RepositoryAndFile
        : PromptSeparators.File;

    private static ModelAvailability.Unavailable Refused(string message, string nextStep) =>
        new(new ModelFailure(ModelFailureKind.Refused, message, nextStep));

    private static SpecialToken ToWire(PromptToken token) =>
        token switch
        {
            PromptToken.BeginOfText => SpecialToken.BeginOfText,
            PromptToken.EndOfText => SpecialToken.EndOfText,
            PromptToken.FimPrefix => SpecialToken.FimPrefix,
            PromptToken.FimSuffix => SpecialToken.FimSuffix,
            PromptToken.FimMiddle => SpecialToken.FimMiddle,
            PromptToken.RepositoryName => SpecialToken.RepositoryName,
            PromptToken.FileSeparator => SpecialToken.FileSeparator,
            _ => throw new UnreachableException(),
        };
}
