using CodeAssist.Core.Completion.Prompting;
using CodeAssist.Core.Models;

namespace CodeAssist.Core.Tests.Completion;

/// <summary>A model that says what it is told to and remembers what it was asked.</summary>
internal sealed class ScriptedModel(ModelReply reply) : ICompletionModel
{
    public ModelAvailability Availability { get; set; } = new ModelAvailability.Ready(
        new CompletionModel("scripted", "CPU", FimLayout.SuffixFirstUnmarked, 1024, PromptSeparators.File, BeginsText: false, MinimumProbability: 0.3));

    public List<FimPrompt> Prompts { get; } = [];

    public TimeSpan Patience { get; private set; }

    public static ScriptedModel Saying(string text, double probability = 1) =>
        new(new ModelReply.Answered(text, probability, new ModelUsage(10, 5, 3, TimeSpan.FromMilliseconds(5), TimeSpan.FromMilliseconds(9))));

    public Task<ModelAvailability> GetReadyAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        Patience = patience;
        return Task.FromResult(Availability);
    }

    public Task<ModelReply> GenerateAsync(FimPrompt prompt, GenerationLimits limits, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Prompts.Add(prompt);
        return Task.FromResult(reply);
    }
}
