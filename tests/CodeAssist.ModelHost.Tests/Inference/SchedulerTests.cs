using CodeAssist.ModelHost.Inference;
using CodeAssist.ModelHost.Protocol;
using CodeAssist.ModelHost.Tests.Support;

namespace CodeAssist.ModelHost.Tests.Inference;

public sealed class SchedulerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Behaviour_10_a_prompt_that_grew_is_computed_from_where_it_grew()
    {
        using var model = Load(sequences: 2);
        var source = Requests.Source(20);
        var first = await GenerateAsync(model, Requests.Plain(source, 4));

        var second = await GenerateAsync(model, Requests.Plain(source + "    pub", 4));

        Assert.Equal(0, first.Usage.ReusedTokens);
        Assert.InRange(second.Usage.PromptTokens - second.Usage.ReusedTokens, 1, 4);
    }

    [Fact]
    public async Task A_prompt_asked_twice_computes_one_token()
    {
        using var model = Load(sequences: 2);
        var request = Requests.Plain(Requests.Source(20), 4);
        var first = await GenerateAsync(model, request);

        var second = await GenerateAsync(model, request);

        Assert.Equal(1, second.Usage.PromptTokens - second.Usage.ReusedTokens);
        Assert.Equal(first.Text, second.Text);
        Assert.Equal(first.LogProbability, second.LogProbability, 1);
    }

    [Fact]
    public async Task Behaviour_10_fifty_keystrokes_reuse_nearly_all_of_their_prompts()
    {
        using var model = Load(sequences: 2);
        var source = Requests.Source(20);
        var (reused, total) = (0, 0);
        for (var typed = 0; typed <= 50; typed++)
        {
            var generation = await GenerateAsync(model, Requests.Plain(source[..^(60 - typed)], 4));
            reused += typed == 0 ? 0 : generation.Usage.ReusedTokens;
            total += typed == 0 ? 0 : generation.Usage.PromptTokens;
        }

        Assert.InRange((double)reused / total, 0.95, 1);
    }

    [Fact]
    public async Task The_slot_used_longest_ago_gives_way()
    {
        using var model = Load(sequences: 2);
        var source = Requests.Source(10);
        await GenerateAsync(model, Requests.Plain("// a\n" + source, 2, slot: "a"));
        await GenerateAsync(model, Requests.Plain("# b\n" + source, 2, slot: "b"));
        await GenerateAsync(model, Requests.Plain("// a\n" + source, 2, slot: "a"));
        await GenerateAsync(model, Requests.Plain("; c\n" + source, 2, slot: "c"));

        var a = await GenerateAsync(model, Requests.Plain("// a\n" + source, 2, slot: "a"));
        var b = await GenerateAsync(model, Requests.Plain("# b\n" + source, 2, slot: "b"));

        Assert.Equal(1, a.Usage.PromptTokens - a.Usage.ReusedTokens);
        Assert.InRange(b.Usage.ReusedTokens, 0, 2);
    }

    [Fact]
    public async Task Answers_computed_together_are_those_computed_alone()
    {
        using var model = TestModels.Load(TestModels.BuiltInPath, TestModels.OnCpu);
        string[] prefixes = ["class A\n{\n    public override string", "using System;\nusing System.", "for (int i = 0; i <", "namespace Demo\n{\n    public static class"];
        var alone = new List<Generation>();
        foreach (var prefix in prefixes)
        {
            alone.Add(await GenerateAsync(model, Requests.Generate(Requests.BuiltInPrompt(prefix), 12, slot: "alone")));
        }

        var together = await Task.WhenAll(prefixes.Select((prefix, i) =>
            GenerateAsync(model, Requests.Generate(Requests.BuiltInPrompt(prefix), 12, slot: $"s{i}"))));

        Assert.All(alone.Zip(together), pair => Assert.Equal(pair.First.Text, pair.Second.Text));
        Assert.All(alone.Zip(together), pair => Assert.Equal(pair.First.LogProbability, pair.Second.LogProbability, 1));
    }

    [Fact]
    public async Task A_completion_goes_before_a_review_that_came_first()
    {
        using var model = Load(sequences: 4);
        var review = Requests.Plain(Requests.Source(40), 400, slot: "review") with { Priority = GenerationPriority.Background };
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var reviewing = model.GenerateAsync(review, _ => started.TrySetResult(), Token);
        await started.Task.WaitAsync(Token);

        // Looked at on the scheduler's own thread: before the request arrives and after it ends, the review may step on.
        List<long> stepsAtText = [];
        var completion = await model.GenerateAsync(
            Requests.Plain(Requests.Source(4), 8, slot: "completion"), _ => stepsAtText.Add(model.Steps), Token);

        // Eight tokens are seven steps apart: not one step of the review lies between them.
        Assert.Equal(8, completion.Generation?.Usage.GeneratedTokens);
        Assert.InRange(stepsAtText[^1] - stepsAtText[0], 1, 7);
        Assert.False(reviewing.IsCompleted);
        Assert.Equal(400, (await reviewing).Generation?.Usage.GeneratedTokens);
    }

    [Fact]
    public async Task A_completion_takes_the_sequence_of_a_review_when_none_is_free_and_the_review_still_ends_right()
    {
        using var model = Load(sequences: 1);
        var review = Requests.Plain(Requests.Source(10), 60, slot: "review") with { Priority = GenerationPriority.Background };
        var expected = await GenerateAsync(model, review);
        await GenerateAsync(model, Requests.Plain("x", 1, slot: "other"));
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var reviewing = model.GenerateAsync(review, _ => started.TrySetResult(), Token);
        await started.Task.WaitAsync(Token);

        var completion = await GenerateAsync(model, Requests.Plain(Requests.Source(2), 4, slot: "completion"));

        Assert.False(reviewing.IsCompleted);
        Assert.Equal(4, completion.Usage.GeneratedTokens);
        var generation = (await reviewing).Generation!;
        Assert.Equal(60, generation.Usage.GeneratedTokens);
        Assert.Equal(expected.Text[..20], generation.Text[..20]);
    }

    [Fact]
    public async Task More_requests_than_sequences_all_end()
    {
        using var model = Load(sequences: 2);

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(i =>
            GenerateAsync(model, Requests.Plain($"// {i}\n{Requests.Source(3)}", 6, slot: $"s{i % 5}"))));

        Assert.All(answers, answer => Assert.Equal(6, answer.Usage.GeneratedTokens));
    }

    [Fact]
    public async Task Cancelling_a_long_prompt_frees_the_device_at_once_and_keeps_what_was_computed()
    {
        using var model = TestModels.Load(TestModels.MakeTiny(_folder, "none", "small"), TestModels.OnCpu with { ContextTokens = 2_048, Sequences = 1, SavedStateBytes = 0 });
        var prompt = Requests.Source(130)[..5_000];

        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var steps = model.Steps;
        var cancelled = model.GenerateAsync(Requests.Plain(prompt, 1), null, cancel.Token);
        Assert.True(SpinWait.SpinUntil(() => model.Steps > steps + 3, TimeSpan.FromSeconds(30)));
        await cancel.CancelAsync();
        var stepsUntilCancelled = model.Steps;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        var next = await GenerateAsync(model, Requests.Plain(prompt, 1));

        // Three micro-batches of 128 were finished and stay; after the cancellation come the step under way and those of what is left.
        Assert.InRange(next.Usage.ReusedTokens, 3 * 128, next.Usage.PromptTokens - 1);
        var left = next.Usage.PromptTokens - next.Usage.ReusedTokens;
        Assert.InRange(model.Steps - stepsUntilCancelled, 1, 2 + (left / 128) + 1);
    }

    [Fact]
    public async Task Cancelling_one_of_two_leaves_the_other_whole()
    {
        using var model = TestModels.Load(TestModels.BuiltInPath, TestModels.OnCpu);
        var request = Requests.Generate(Requests.BuiltInPrompt("class A\n{\n    public override string"), 40, slot: "stays");
        var expected = await GenerateAsync(model, request);
        await GenerateAsync(model, Requests.Plain("clear", 1, slot: "stays"));

        for (var round = 0; round < 10; round++)
        {
            using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
            var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var staying = GenerateAsync(model, request);
            var leaving = model.GenerateAsync(
                Requests.Plain(Requests.Source(30), 200, slot: "leaves"), new AvoidingChooser(model), _ => started.TrySetResult(), cancel.Token);
            if (round % 2 == 0)
            {
                await started.Task.WaitAsync(Token);
            }

            await cancel.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leaving);

            Assert.Equal(expected.Text, (await staying).Text);
        }
    }

    [Fact]
    public async Task A_flood_of_requests_is_refused_and_not_stored()
    {
        using var model = Load(sequences: 1);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);

        var flood = Enumerable.Range(0, 400).Select(i => model.GenerateAsync(Requests.Plain("text", 1_000, slot: $"s{i}"), null, stop.Token)).ToList();
        // A refusal comes at once, so it is there as soon as the last was asked for; some may have ended properly meanwhile.
        var answers = await Task.WhenAll(flood.Where(answer => answer.IsCompletedSuccessfully));
        Assert.Contains(answers, answer => answer.Failure?.Kind == HostFailureKind.Busy);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.WhenAll(flood));
        Assert.NotNull(await GenerateAsync(model, Requests.Plain("x", 1)));
    }

    [Fact]
    public async Task A_request_cancelled_before_it_came_never_starts()
    {
        using var model = Load(sequences: 1);
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        var steps = model.Steps;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => model.GenerateAsync(Requests.Plain("x"), null, cancelled.Token));

        Assert.Equal(steps, model.Steps);
    }

    [Fact]
    public async Task A_model_that_is_freed_in_the_middle_ends_its_requests()
    {
        var model = Load(sequences: 1);
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var running = model.GenerateAsync(Requests.Plain(Requests.Source(5), 900), _ => started.TrySetResult(), Token);
        await started.Task.WaitAsync(Token);

        model.Dispose();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => model.GenerateAsync(Requests.Plain("x"), null, Token));
    }

    public void Dispose() => _folder.Dispose();

    // Without tokens that end a text, so that a random model always generates as many as it is asked for.
    // Nothing is saved, so that what gave way is computed again.
    private LoadedModel Load(int sequences) => TestModels.Load(
        TestModels.MakeTiny(_folder, "none"),
        TestModels.OnCpu with { Sequences = sequences, ContextTokens = 2_048, SavedStateBytes = 0 });

    private static async Task<Generation> GenerateAsync(LoadedModel model, GenerateParams parameters)
    {
        var result = await model.GenerateAsync(parameters, null, Token);
        Assert.Null(result.Failure);
        return result.Generation!;
    }
}
