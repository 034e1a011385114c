using CodeAssist.ModelHost.Inference;
using CodeAssist.ModelHost.Protocol;
using CodeAssist.ModelHost.Tests.Support;

namespace CodeAssist.ModelHost.Tests.Inference;

/// <summary>The host's part of behaviours that the completion as a whole is held to, by their numbers.</summary>
public sealed class BehaviourTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly LoadedModel _model;

    // Without tokens that end a text, so that a random model always generates as many as it is asked for.
    public BehaviourTests() => _model = TestModels.Load(
        TestModels.MakeTiny(_folder, "none"), TestModels.OnCpu with { Sequences = 4, ContextTokens = 2_048 });

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Behaviour_03_A_cancelled_completion_ends_with_the_step_in_work()
    {
        using var typing = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var completion = _model.GenerateAsync(Long("a"), _ => started.TrySetResult(), typing.Token);
        await started.Task.WaitAsync(Token);

        var steps = StepsAtCancellation();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => completion);
        var next = await GenerateAsync(Short("a"));

        // One step that was in work, one for the prompt and the first token, and three for the other tokens.
        Assert.Equal(4, next.Usage.GeneratedTokens);
        Assert.InRange(_model.Steps - steps, 4, 5);

        // The cancellation is over when the steps are read.
        long StepsAtCancellation()
        {
            typing.Cancel();
            return _model.Steps;
        }
    }

    [Fact]
    public async Task Behaviour_03_Of_one_document_one_completion_is_computed_at_a_time()
    {
        List<string> order = [];
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var first = _model.GenerateAsync(Long("a"), _ => Note("first"), Token);
        await started.Task.WaitAsync(Token);
        var second = _model.GenerateAsync(Short("a"), _ => Note("second"), Token);

        await Task.WhenAll(first, second);

        Assert.Equal(order.OrderBy(name => name, StringComparer.Ordinal), order, StringComparer.Ordinal);
        Assert.Equal(2, order.Distinct(StringComparer.Ordinal).Count());

        // On the scheduler's thread, both.
        void Note(string name)
        {
            order.Add(name);
            started.TrySetResult();
        }
    }

    [Fact]
    public async Task Behaviour_15_Nothing_is_generated_behind_a_stop_text()
    {
        using var builtIn = TestModels.Load(TestModels.BuiltInPath, TestModels.OnCpu);
        foreach (var caret in RealCode.Carets(10, seed: 8))
        {
            foreach (var drafting in Enum.GetValues<Drafting>())
            {
                var chooser = new RecordingChooser { IsGreedy = true };
                var request = Requests.Generate(Requests.BuiltInPrompt(caret.Before, caret.After), 48, stops: "\n") with
                {
                    Drafting = drafting,
                    Drafts = [caret.Line + "\n" + caret.After],
                };

                var generation = (await builtIn.GenerateAsync(request, chooser, null, Token)).Generation!;

                // Only the last token holds what the answer ends before.
                var tokens = chooser.Logits.ConvertAll(logits => LogitStatistics.Of(logits)!.Value.Argmax);
                var before = string.Concat(tokens.SkipLast(1).Select(token => System.Text.Encoding.UTF8.GetString(builtIn.Vocabulary.Piece(token))));
                Assert.Equal(generation.Usage.GeneratedTokens, tokens.Count);
                Assert.True(generation.Finish is FinishReason.MaxTokens || before.Length <= generation.Text.Length, before);
            }
        }
    }

    [Fact]
    public async Task Behaviour_15_Nothing_is_generated_behind_the_block_that_an_answer_fills()
    {
        using var builtIn = TestModels.Load(TestModels.BuiltInPath, TestModels.OnCpu);
        var tokens = builtIn.Vocabulary.Tokenize("        return a;\n    }\n\n    public int B() => 1;\n");
        var request = Requests.Generate(Requests.BuiltInPrompt("class C\n{\n    int A(int a)\n    {\n", "\n}\n"), maxTokens: 48);
        request = request with { Limits = request.Limits with { BlockIndentation = 4 } };

        var generation = (await builtIn.GenerateAsync(request, new ScriptedChooser(tokens), null, Token)).Generation!;

        // The last token holds the first sign of the line that leaves the block.
        var before = string.Concat(tokens.Take(generation.Usage.GeneratedTokens - 1).Select(token => System.Text.Encoding.UTF8.GetString(builtIn.Vocabulary.Piece(token))));
        Assert.Equal(FinishReason.BlockEnd, generation.Finish);
        Assert.Equal("        return a;\n    }\n", generation.Text);
        Assert.DoesNotContain("p", before, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Behaviour_15_At_most_two_tokens_are_generated_after_the_client_has_heard_enough()
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var pieces = 0;
        var generation = _model.GenerateAsync(Long("a"), Hear, enough.Token);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => generation);
        await GenerateAsync(Short("a"));

        Assert.InRange(pieces, 5, 7);

        void Hear(string piece)
        {
            if (++pieces == 5)
            {
                enough.Cancel();
            }
        }
    }

    [Fact]
    public async Task Behaviour_24_A_completion_goes_before_a_review_within_one_step()
    {
        Task<GenerateResult>? completing = null;
        long asked = 0;
        long answered = 0;
        var review = Long("review") with { Priority = GenerationPriority.Background };

        // Asked for on the scheduler's own thread, so that not a step lies between the question and its arrival.
        var reviewing = _model.GenerateAsync(
            review,
            _ =>
            {
                asked = completing is null ? _model.Steps : asked;
                completing ??= _model.GenerateAsync(Short("completion"), _ => answered = answered == 0 ? _model.Steps : answered, Token);
            },
            Token);
        var reviewed = (await reviewing).Generation!;
        var completed = (await completing!).Generation!;

        Assert.Equal(1, answered - asked);
        Assert.Equal(4, completed.Usage.GeneratedTokens);
        Assert.Equal(400, reviewed.Usage.GeneratedTokens);
    }

    public void Dispose()
    {
        _model.Dispose();
        _folder.Dispose();
    }

    // One token a step, so that steps count tokens.
    private static GenerateParams Long(string slot) => Requests.Plain(Requests.Source(4), 400, slot) with { Drafting = Drafting.Never };

    private static GenerateParams Short(string slot) => Requests.Plain(Requests.Source(2), 4, slot) with { Drafting = Drafting.Never };

    private async Task<Generation> GenerateAsync(GenerateParams parameters)
    {
        var result = await _model.GenerateAsync(parameters, null, Token);
        Assert.Null(result.Failure);
        return result.Generation!;
    }
}
