using CodeAssist.ModelHost.Inference;
using CodeAssist.ModelHost.Protocol;
using CodeAssist.ModelHost.Tests.Support;

namespace CodeAssist.ModelHost.Tests.Inference;

public sealed class AlternativesTests
{
    private const string Prefix = "class A\n{\n    public override string";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(4)]
    [InlineData(2)]
    [InlineData(1)]
    public async Task Three_answers_begin_with_the_three_likeliest_tokens_and_go_on_greedily(int sequences)
    {
        using var model = Load(sequences);
        var recorder = new RecordingChooser();
        var alone = (await model.GenerateAsync(Request(1), recorder, null, Token)).Generation!;
        var first = Enumerable.Range(0, model.Vocabulary.Size).OrderByDescending(token => recorder.Logits[0][token]).Take(3).ToList();

        var generation = await GenerateAsync(model, Request(3));

        Assert.Equal(alone.Text, generation.Text);
        Assert.Equal(alone.LogProbability, generation.LogProbability, 0.1);
        Assert.Equal(2, generation.Alternatives.Count);
        Assert.Equal(generation.Alternatives.OrderByDescending(other => other.LogProbability), generation.Alternatives);
        Assert.Equal(3, generation.Alternatives.Select(other => other.Text).Append(generation.Text).Distinct(StringComparer.Ordinal).Count());
        foreach (var token in first.Skip(1))
        {
            // Forced to begin alike, a generation of its own says the same.
            var forced = (await model.GenerateAsync(Request(1), new RecordingChooser(token), null, Token)).Generation!;
            var other = generation.Alternatives.Single(other => other.Text.StartsWith(Text(model, token), StringComparison.Ordinal));
            Assert.Equal(forced.Text, other.Text);
            Assert.Equal(forced.LogProbability, other.LogProbability, 0.1);
        }
    }

    [Fact]
    public async Task Alternatives_share_steps_and_the_cached_prompt()
    {
        using var model = Load(sequences: 4);
        await GenerateAsync(model, Request(1));
        var before = model.Steps;
        var alone = await GenerateAsync(model, Request(1));
        var stepsOfOne = model.Steps - before;
        before = model.Steps;

        var three = await GenerateAsync(model, Request(3));

        Assert.Equal(three.Usage.PromptTokens - 1, three.Usage.ReusedTokens);
        Assert.True(three.Usage.GeneratedTokens > 2 * alone.Usage.GeneratedTokens);
        Assert.InRange(model.Steps - before, 1, stepsOfOne + 8);
    }

    [Fact]
    public async Task Alternatives_take_no_sequence_that_keeps_a_prompt_for_another_document()
    {
        using var model = Load(sequences: 2);
        var other = Requests.Generate(Requests.BuiltInPrompt("using System;\nusing System."), 4, slot: "b");
        await GenerateAsync(model, other);

        await GenerateAsync(model, Request(3));

        Assert.Equal(1, await UncachedAsync(model, other));
        Assert.Equal(1, await UncachedAsync(model, Request(1)));
    }

    [Fact]
    public async Task Within_a_word_alternatives_begin_where_the_answer_does()
    {
        using var model = Load(sequences: 4);
        var parts = Requests.BuiltInPrompt("class A\n{\n    int Count(int[] values) => values.Le");
        var request = Requests.Generate([.. parts.SkipLast(1), parts[^1] with { EndsAtCaret = true }], 8, stops: "\n") with { Alternatives = 3 };

        var generation = await GenerateAsync(model, request);

        Assert.StartsWith("ngth", generation.Text, StringComparison.Ordinal);
        Assert.NotEmpty(generation.Alternatives);
        Assert.DoesNotContain(generation.Alternatives, other => other.Text.StartsWith("Le", StringComparison.Ordinal) || other.LogProbability > generation.LogProbability + 5);
    }

    [Fact]
    public async Task Cancelling_ends_all_alternatives_and_leaves_the_model_whole()
    {
        using var folder = new TemporaryFolder();
        using var model = TestModels.Load(TestModels.MakeTiny(folder, "none"), TestModels.OnCpu with { Sequences = 4, ContextTokens = 2_048 });
        for (var round = 0; round < 8; round++)
        {
            using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
            var pieces = 0;
            var generation = model.GenerateAsync(
                Requests.Plain(Requests.Source(5), 900) with { Alternatives = 3 },
                _ =>
                {
                    if (++pieces == round + 1)
                    {
                        cancel.Cancel();
                    }
                },
                cancel.Token);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => generation);

            var after = await GenerateAsync(model, Requests.Plain(Requests.Source(5), 5) with { Alternatives = 3 });
            Assert.Equal(2, after.Alternatives.Count);
        }
    }

    [Fact]
    public async Task Requests_with_alternatives_from_several_documents_at_once_all_end()
    {
        using var folder = new TemporaryFolder();
        using var model = TestModels.Load(TestModels.MakeTiny(folder, "none"), TestModels.OnCpu with { Sequences = 3, ContextTokens = 2_048 });

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(i =>
            GenerateAsync(model, Requests.Plain($"// {i}\n{Requests.Source(3)}", 6, slot: $"s{i % 4}") with { Alternatives = 3 })));

        Assert.All(answers, answer => Assert.Equal(18, answer.Usage.GeneratedTokens));
    }

    [Theory]
    [InlineData(0, 0f)]
    [InlineData(4, 0f)]
    [InlineData(2, 0.5f)]
    public async Task Alternatives_that_make_no_sense_are_refused(int alternatives, float temperature)
    {
        using var model = Load(sequences: 1);

        var result = await model.GenerateAsync(Request(alternatives) with { Sampling = new SamplingOptions(temperature, 0, 1, 1) }, null, Token);

        Assert.Equal(HostFailureKind.InvalidRequest, result.Failure?.Kind);
    }

    private static GenerateParams Request(int alternatives) =>
        Requests.Generate(Requests.BuiltInPrompt(Prefix), 10) with { Alternatives = alternatives, Drafting = Drafting.Never };

    private static LoadedModel Load(int sequences) => TestModels.Load(TestModels.BuiltInPath, TestModels.OnCpu with { Sequences = sequences });

    private static string Text(LoadedModel model, int token) => System.Text.Encoding.UTF8.GetString(model.Vocabulary.Piece(token));

    private static async Task<int> UncachedAsync(LoadedModel model, GenerateParams request)
    {
        var usage = (await GenerateAsync(model, request)).Usage;
        return usage.PromptTokens - usage.ReusedTokens;
    }

    private static async Task<Generation> GenerateAsync(LoadedModel model, GenerateParams parameters)
    {
        var result = await model.GenerateAsync(parameters, null, Token);
        Assert.Null(result.Failure);
        return result.Generation!;
    }
}
