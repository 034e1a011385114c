using CodeAssist.ModelHost.Protocol;

namespace CodeAssist.ModelHost.Tests.Support;

/// <summary>Requests as a client would send them.</summary>
internal static class Requests
{
    public const string ModelId = "test";

    /// <summary>A prompt in the layout of the built-in model: path, suffix, prefix, and the answer follows at once.</summary>
    public static IReadOnlyList<PromptPart> BuiltInPrompt(string prefix, string suffix = "") =>
    [
        PromptPart.Token(SpecialToken.FileSeparator),
        PromptPart.Fixed("src/Program.cs\n"),
        PromptPart.Token(SpecialToken.FimSuffix),
        new PromptPart(null, suffix, TrimRule.KeepStart, 1),
        PromptPart.Token(SpecialToken.FimPrefix),
        new PromptPart(null, prefix, TrimRule.KeepEnd, 2),
    ];

    public static GenerateParams Generate(IReadOnlyList<PromptPart> parts, int maxTokens = 16, string slot = "a", params IReadOnlyList<string> stops) =>
        new(ModelId, slot, parts, GenerationPriority.Completion, new GenerationLimits(maxTokens, stops), SamplingOptions.Greedy, null);

    public static GenerateParams Plain(string text, int maxTokens = 16, string slot = "a") =>
        Generate([PromptPart.Fixed(text)], maxTokens, slot);

    public static ScoreParams Score(IReadOnlyList<PromptPart> parts, params IReadOnlyList<string> continuations) =>
        new(ModelId, "a", parts, GenerationPriority.Completion, 16, continuations);

    /// <summary>A question of a user to whom somebody set a rule.</summary>
    public static ChatParams Chat(string text, int? maxTokens = 16, string? schema = null, SamplingOptions? sampling = null, string slot = "chat") => new(
        ModelId,
        slot,
        [new ChatMessage(ChatRole.System, "Be brief."), new ChatMessage(ChatRole.User, text)],
        GenerationPriority.Interactive,
        maxTokens,
        sampling ?? SamplingOptions.Greedy,
        schema,
        null);

    /// <summary>C# of about so many lines, every one different.</summary>
    public static string Source(int lines) => string.Concat(Enumerable.Range(0, lines).Select(line =>
        $"    public int Value{line} => _values[{line}] + {line * 7 % 13};\n"));
}
