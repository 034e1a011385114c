using CodeAssist.Core.Completion.Prompting;
using CodeAssist.ModelHost.Protocol;
using GenerationLimits = CodeAssist.Core.Models.GenerationLimits;
using WireLimits = CodeAssist.ModelHost.Protocol.GenerationLimits;
using WirePart = CodeAssist.ModelHost.Protocol.PromptPart;

namespace CodeAssist.Models.Local;

/// <summary>Writes the requests of one client. Generations and scorings of one document share a slot, and with it the cached prompt.</summary>
internal sealed class HostRequests(string client)
{
    public GenerateParams Generate(string modelId, FimPrompt prompt, GenerationLimits limits, string? streamId) =>
        new(
            modelId,
            Slot(prompt),
            Parts(prompt),
            HostVocabulary.ToWire(limits.Priority),
            new WireLimits(limits.MaxTokens, limits.StopTexts, limits.BlockIndentation),
            SamplingOptions.Greedy,
            streamId,
            [.. prompt.Drafts.Where(draft => draft.Length <= GenerateLimits.DraftCharacters / 2).Take(GenerateLimits.Drafts).Select(prompt.ToAnswer)],
            Alternatives: Math.Clamp(limits.Alternatives, 1, GenerateLimits.Alternatives));

    public ScoreParams Score(string modelId, FimPrompt prompt, IReadOnlyList<string> continuations, GenerationLimits limits) =>
        new(
            modelId,
            Slot(prompt),
            Parts(prompt),
            HostVocabulary.ToWire(limits.Priority),
            limits.MaxTokens,
            [.. continuations.Select(prompt.ToAnswer)]);

    private string Slot(FimPrompt prompt) => $"{client}:{prompt.Slot}";

    private static IReadOnlyList<WirePart> Parts(FimPrompt prompt) => [.. prompt.Parts.Select(HostVocabulary.ToWire)];
}
