using CodeAssist.ModelHost.Inference;
using CodeAssist.ModelHost.Protocol;
using CodeAssist.ModelHost.Tests.Support;

namespace CodeAssist.ModelHost.Tests.Inference;

public sealed class GenerationTests : IDisposable
{
    private readonly LoadedModel _model = TestModels.Load(TestModels.BuiltInPath, TestModels.OnCpu);

    [Fact]
    public async Task Completes_a_loop_as_any_programmer_would()
    {
        var prefix = "namespace Demo\n{\n    class Totals\n    {\n        public int Sum(int[] values)\n        {\n            int sum = 0;\n            for (int i = 0; i < values.";

        var generation = await GenerateAsync(Requests.BuiltInPrompt(prefix, "\n            return sum;\n        }\n    }\n}\n"), "\n");

        Assert.StartsWith("Length; i++)", generation.Text, StringComparison.Ordinal);
        Assert.Equal(FinishReason.StopText, generation.Finish);
        Assert.InRange(generation.LogProbability, -20, 0);
    }

    [Fact]
    public async Task The_answer_ends_before_its_stop_text_wherever_the_tokens_end()
    {
        var whole = await GenerateAsync(Requests.BuiltInPrompt("class A\n{\n    public override string"));
        for (var start = 0; start + 3 <= whole.Text.Length; start++)
        {
            var stop = whole.Text[start..(start + 3)];

            var cut = await GenerateAsync(Requests.BuiltInPrompt("class A\n{\n    public override string"), stop);

            Assert.Equal(whole.Text[..whole.Text.IndexOf(stop, StringComparison.Ordinal)], cut.Text);
            Assert.Equal(FinishReason.StopText, cut.Finish);
        }
    }

    [Fact]
    public async Task The_probability_of_an_answer_is_that_of_its_tokens_one_after_another()
    {
        var parts = Requests.BuiltInPrompt("class A\n{\n    public override string");
        var recorder = new RecordingChooser();
        var result = await _model.GenerateAsync(Requests.Generate(parts, 8), recorder, null, TestContext.Current.CancellationToken);

        var expected = recorder.Logits.Sum(logits => logits.Max() - Math.Log(logits.Sum(logit => Math.Exp(logit))));
        Assert.Equal(8, recorder.Logits.Count);
        Assert.Equal(expected, result.Generation!.LogProbability, 3);
    }

    [Fact]
    public async Task An_answer_fills_the_context_and_no_more()
    {
        var result = await _model.GenerateAsync(
            Requests.Generate([PromptPart.Fixed(Requests.Source(10))], 5_000), new AvoidingChooser(_model), null, TestContext.Current.CancellationToken);

        Assert.Equal(FinishReason.ContextFull, result.Generation?.Finish);
        Assert.Equal(_model.ContextTokens, result.Generation!.Usage.PromptTokens + result.Generation.Usage.GeneratedTokens);
    }

    [Fact]
    public async Task A_special_token_in_the_answer_ends_it()
    {
        _ = _model.SpecialTokens.TryGet(SpecialToken.FileSeparator, out var separator);
        var chooser = new ScriptedChooser([.. _model.Vocabulary.Tokenize("one"), separator, .. _model.Vocabulary.Tokenize("two")]);

        var result = await _model.GenerateAsync(
            Requests.Plain("text"), chooser, null, TestContext.Current.CancellationToken);

        Assert.Equal("one", result.Generation?.Text);
        Assert.Equal(FinishReason.EndOfText, result.Generation!.Finish);
    }

    [Fact]
    public async Task Characters_of_several_tokens_are_streamed_whole()
    {
        const string text = "日本語 👩‍💻 naïve";
        var pieces = new List<string>();
        var tokens = _model.Vocabulary.Tokenize(text);

        await _model.GenerateAsync(
            Requests.Plain("text", tokens.Length), new ScriptedChooser(tokens), pieces.Add, TestContext.Current.CancellationToken);

        Assert.True(tokens.Length > pieces.Count, "at least one character takes several tokens");
        Assert.Equal(text, string.Concat(pieces));
        Assert.DoesNotContain(pieces, piece => piece.Contains('\uFFFD', StringComparison.Ordinal) || char.IsHighSurrogate(piece[^1]));
    }

    [Theory]
    [InlineData(0, 0f, 0, 1f)]
    [InlineData(-5, 0f, 0, 1f)]
    [InlineData(8, -1f, 0, 1f)]
    [InlineData(8, float.NaN, 0, 1f)]
    [InlineData(8, 1f, -1, 1f)]
    [InlineData(8, 1f, 0, 0f)]
    [InlineData(8, 1f, 0, 2f)]
    public async Task A_request_that_makes_no_sense_is_a_failure(int maxTokens, float temperature, int topK, float topP)
    {
        var request = Requests.Plain("text", maxTokens) with { Sampling = new SamplingOptions(temperature, topK, topP, 1) };

        var result = await _model.GenerateAsync(request, null, TestContext.Current.CancellationToken);

        Assert.Equal(HostFailureKind.InvalidRequest, result.Failure?.Kind);
    }

    [Fact]
    public async Task A_stop_text_of_nothing_or_a_prompt_without_parts_is_a_failure()
    {
        var stop = await _model.GenerateAsync(Requests.Generate([PromptPart.Fixed("a")], stops: ""), null, TestContext.Current.CancellationToken);
        var parts = await _model.GenerateAsync(Requests.Generate([]), null, TestContext.Current.CancellationToken);

        Assert.Equal(HostFailureKind.InvalidRequest, stop.Failure?.Kind);
        Assert.Equal(HostFailureKind.InvalidRequest, parts.Failure?.Kind);
    }

    [Fact]
    public async Task Logits_that_are_no_numbers_end_the_request_and_not_the_model()
    {
        var bad = await _model.GenerateAsync(
            Requests.Plain("text"), new ScriptedChooser([]) { Broken = true }, null, TestContext.Current.CancellationToken);

        Assert.Equal(HostFailureKind.NumericalFailure, bad.Failure?.Kind);
        Assert.NotNull((await _model.GenerateAsync(Requests.Plain("text"), null, TestContext.Current.CancellationToken)).Generation);
    }

    public void Dispose() => _model.Dispose();

    private async Task<Generation> GenerateAsync(IReadOnlyList<PromptPart> parts, params string[] stops)
    {
        var result = await _model.GenerateAsync(Requests.Generate(parts, stops: stops), null, TestContext.Current.CancellationToken);
        Assert.Null(result.Failure);
        return result.Generation!;
    }
}
