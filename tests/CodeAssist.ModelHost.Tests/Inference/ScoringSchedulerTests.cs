using CodeAssist.ModelHost.Inference;
using CodeAssist.ModelHost.Protocol;
using CodeAssist.ModelHost.Tests.Support;

namespace CodeAssist.ModelHost.Tests.Inference;

/// <summary>Scorings among other work: order, cancellation, loss of a sequence.</summary>
public sealed class ScoringSchedulerTests : IDisposable
{
    private const double Rounding = 0.1;

    private static readonly string[] _texts =
        [.. Enumerable.Range(0, 8).Select(i => $"    public string Name{i} => \"{i}\" + Value{i}.ToString(Culture);")];

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Scorings_and_generations_at_once_answer_what_each_does_alone()
    {
        using var model = TestModels.Load(TestModels.BuiltInPath, TestModels.OnCpu);
        var scorings = Enumerable.Range(0, 3).Select(i => Score($"// {i}\n{Requests.Source(6)}", slot: $"s{i}")).ToList();
        var generation = Requests.Generate(Requests.BuiltInPrompt("class A\n{\n    public override string"), 12, slot: "g");
        var alone = new List<Scoring>();
        foreach (var scoring in scorings)
        {
            alone.Add(await ScoreAsync(model, scoring with { Slot = "alone" }));
        }

        var text = (await model.GenerateAsync(generation with { Slot = "alone" }, null, Token)).Generation!.Text;

        for (var round = 0; round < 5; round++)
        {
            var generating = model.GenerateAsync(generation, null, Token);
            var together = await Task.WhenAll(scorings.Select(scoring => ScoreAsync(model, scoring)));

            Assert.Equal(text, (await generating).Generation!.Text);
            Assert.All(alone.Zip(together), AreEqual);
        }
    }

    [Fact]
    public async Task A_completion_goes_before_a_scoring_in_the_background_and_the_scoring_still_ends_right()
    {
        using var model = Load(sequences: 1);
        var request = Score(Requests.Source(60), slot: "background") with { Priority = GenerationPriority.Background };
        var expected = await ScoreAsync(model, request);
        await GenerateAsync(model, Requests.Plain("x", 1, slot: "other"));
        var steps = model.Steps;
        var scoring = ScoreAsync(model, request);
        Assert.True(SpinWait.SpinUntil(() => model.Steps > steps, TimeSpan.FromSeconds(30)));

        var completion = await GenerateAsync(model, Requests.Plain(Requests.Source(2), 4, slot: "completion"));

        Assert.False(scoring.IsCompleted);
        Assert.Equal(4, completion.Usage.GeneratedTokens);
        AreEqual((expected, await scoring));
    }

    [Fact]
    public async Task Cancelling_a_scoring_frees_the_device_and_keeps_what_was_computed()
    {
        using var model = Load(sequences: 1);
        var request = Score(Requests.Source(60), slot: "a");
        var steps = model.Steps;
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var cancelled = model.ScoreAsync(request, cancel.Token);
        Assert.True(SpinWait.SpinUntil(() => model.Steps > steps + 2, TimeSpan.FromSeconds(30)));

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        var again = await ScoreAsync(model, request);
        Assert.InRange(again.Usage.ReusedTokens, 2 * 128, again.Usage.PromptTokens - 1);
        await GenerateAsync(model, Requests.Plain("x", 1, slot: "other"));
        AreEqual((again, await ScoreAsync(model, request)));
    }

    [Fact]
    public async Task Cancelling_at_any_step_leaves_the_others_whole()
    {
        using var model = TestModels.Load(TestModels.BuiltInPath, TestModels.OnCpu);
        var staying = Score(Requests.Source(10), slot: "stays");
        var expected = await ScoreAsync(model, staying);

        for (var round = 0; round < 12; round++)
        {
            await GenerateAsync(model, Requests.Plain("clear", 1, slot: "leaves"));
            using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
            var steps = model.Steps;
            var leaving = model.ScoreAsync(Score(Requests.Source(12), slot: "leaves"), cancel.Token);
            var scoring = ScoreAsync(model, staying);
            Assert.True(SpinWait.SpinUntil(() => leaving.IsCompleted || model.Steps >= steps + round, TimeSpan.FromSeconds(30)));
            await cancel.CancelAsync();

            AreEqual((expected, await scoring));
            await Task.WhenAny(leaving);
        }

        Assert.Equal(expected.Usage.PromptTokens - 1, (await ScoreAsync(model, staying)).Usage.ReusedTokens);
    }

    public void Dispose() => _folder.Dispose();

    private static ScoreParams Score(string prompt, string slot) =>
        new(Requests.ModelId, slot, [PromptPart.Fixed(prompt)], GenerationPriority.Completion, 64, _texts);

    private static void AreEqual((Scoring Expected, Scoring Actual) pair) =>
        Assert.All(pair.Expected.Scores.Zip(pair.Actual.Scores), scores =>
        {
            Assert.Equal(scores.First.Tokens, scores.Second.Tokens);
            Assert.Equal(scores.First.LogProbability, scores.Second.LogProbability, Rounding);
        });

    private LoadedModel Load(int sequences) => TestModels.Load(
        TestModels.MakeTiny(_folder, "none", "small"), TestModels.OnCpu with { Sequences = sequences, ContextTokens = 2_048, SavedStateBytes = 0 });

    private static async Task<Scoring> ScoreAsync(LoadedModel model, ScoreParams parameters)
    {
        var result = await model.ScoreAsync(parameters, Token);
        Assert.Null(result.Failure);
        return result.Scoring!;
    }

    private static async Task<Generation> GenerateAsync(LoadedModel model, GenerateParams parameters)
    {
        var result = await model.GenerateAsync(parameters, null, Token);
        Assert.Null(result.Failure);
        return result.Generation!;
    }
}
