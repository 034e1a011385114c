using CodeAssist.ModelHost.Inference;
using CodeAssist.ModelHost.Protocol;
using CodeAssist.ModelHost.Tests.Support;

namespace CodeAssist.ModelHost.Tests.Inference.Speculation;

/// <summary>A model that guesses ahead for another; here the built-in one for itself, which is right nearly always, and a random one, which never is.</summary>
public sealed class DraftModelTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Guesses_save_steps_and_every_token_is_still_the_models_own()
    {
        using var model = Load(TestModels.BuiltInPath);
        using var alone = TestModels.Load(TestModels.BuiltInPath, TestModels.OnCpu);
        var (accepted, found) = (0, 0);
        foreach (var caret in RealCode.Carets(3, seed: 5))
        {
            // It reads the document beside the first answers, and guesses from then on.
            for (var reading = 0; reading < 6; reading++)
            {
                await model.GenerateAsync(Request(caret), new AvoidingChooser(model) { IsGreedy = true }, null, Token);
            }

            var recorder = new RecordingChooser { IsGreedy = true };
            var before = model.Steps;

            var result = await model.GenerateAsync(Request(caret), recorder, null, Token);

            var usage = result.Generation!.Usage;
            var steps = model.Steps - before;
            accepted += usage.AcceptedTokens;
            found += (await alone.GenerateAsync(Request(caret), null, Token)).Generation!.Usage.AcceptedTokens;
            Assert.Equal(recorder.Logits.Count, usage.GeneratedTokens);
            var chosen = recorder.Logits.Select(logits => LogitStatistics.Of(logits)!.Value.Argmax).TakeWhile(token => !model.Vocabulary.EndsGeneration(token) && !model.SpecialTokens.Contains(token));
            Assert.Equal(TextOf(model, chosen), result.Generation.Text);

            // A step for each token that was not guessed, and those of the prompt.
            Assert.InRange(steps, 1, usage.GeneratedTokens - usage.AcceptedTokens + (usage.PromptTokens / 32) + 1);
        }

        // More than what is found in the prompt itself; how much more is a matter of how busy the machine is.
        Assert.InRange(accepted, found + 1, int.MaxValue);
        Assert.NotNull(model.Description.Draft);
        Assert.Null(model.Description.DraftRefusal);
    }

    [Fact]
    public async Task A_model_that_guesses_wrongly_changes_no_answer()
    {
        var large = TestModels.MakeTiny(_folder, "none");
        var small = Path.Combine(_folder.Path, "small.gguf");
        File.Copy(large, small);
        Scramble(small);
        using var alone = TestModels.Load(large, TestModels.OnCpu with { ContextTokens = 512, Sequences = 1 });
        using var guessed = TestModels.Load(large, TestModels.OnCpu with { ContextTokens = 512, Sequences = 1, Draft = small });
        Assert.Null(guessed.Description.DraftRefusal);

        foreach (var model in new[] { alone, guessed })
        {
            var recorder = new RecordingChooser { IsGreedy = true };
            var result = await model.GenerateAsync(Requests.Plain("int main(void) { return 0; }", 24) with { Drafting = Drafting.Always }, recorder, null, Token);
            var chosen = recorder.Logits.Select(logits => LogitStatistics.Of(logits)!.Value.Argmax);
            Assert.Equal(TextOf(model, chosen), result.Generation!.Text);
            Assert.Equal(24, result.Generation.Usage.GeneratedTokens);
        }
    }

    [Fact]
    public async Task A_prompt_longer_than_it_reads_at_once_is_read_beside_the_answer()
    {
        using var model = Load(TestModels.BuiltInPath);
        var request = Requests.Generate(Requests.BuiltInPrompt(Requests.Source(14) + "    public int Value14 => _values["), 32) with { Drafting = Drafting.Always };

        var result = (await model.GenerateAsync(request, new AvoidingChooser(model) { IsGreedy = true }, null, Token)).Generation!;

        Assert.Equal(32, result.Usage.GeneratedTokens);
        Assert.InRange(result.Usage.PromptTokens, 160, 2_000);
        Assert.InRange(result.Usage.AcceptedTokens, 8, 32);
    }

    [Fact]
    public async Task Documents_that_take_turns_are_guessed_for_each_by_itself()
    {
        using var model = Load(TestModels.BuiltInPath);
        var carets = RealCode.Carets(4, seed: 6).ToList();

        var together = await Task.WhenAll(carets.Select((caret, i) => model.GenerateAsync(Request(caret) with { Slot = $"s{i}" }, null, Token)));

        Assert.All(together, result => Assert.Null(result.Failure));
        Assert.All(together, result => Assert.InRange(result.Generation!.Usage.GeneratedTokens, 1, 24));
    }

    [Fact]
    public void One_of_another_vocabulary_is_left_out_with_a_sentence_and_the_model_runs_without()
    {
        using var model = TestModels.Load(TestModels.MakeTiny(_folder, "none"), TestModels.OnCpu with { Draft = TestModels.MakeTiny(_folder, "deepseek-coder") });

        Assert.Null(model.Description.Draft);
        Assert.EndsWith("has another vocabulary and cannot guess ahead.", model.Description.DraftRefusal, StringComparison.Ordinal);
    }

    [Fact]
    public void One_that_is_not_there_or_damaged_is_left_out_with_a_sentence()
    {
        var damaged = _folder.File("damaged.gguf", [.. "GGUFnonsense"u8]);
        var path = TestModels.MakeTiny(_folder, "none");
        using var without = TestModels.Load(path, TestModels.OnCpu with { Draft = Path.Combine(_folder.Path, "nowhere.gguf") });
        using var other = TestModels.Load(path, TestModels.OnCpu with { Draft = damaged });

        Assert.StartsWith("There is no model at", without.Description.DraftRefusal, StringComparison.Ordinal);
        Assert.Contains("is not a usable model", other.Description.DraftRefusal, StringComparison.Ordinal);
    }

    private static LoadedModel Load(string draft) => TestModels.Load(TestModels.BuiltInPath, TestModels.OnCpu with { Draft = draft });

    private static GenerateParams Request(RealCode.Caret caret) => Requests.Generate(Requests.BuiltInPrompt(caret.Before, caret.After), 24) with { Drafting = Drafting.Always };

    private static string TextOf(LoadedModel model, IEnumerable<int> tokens) =>
        System.Text.Encoding.UTF8.GetString([.. tokens.SelectMany(token => model.Vocabulary.Piece(token))]);

    // Other weights, and still numbers: the scales of the blocks stay as they are.
    private static void Scramble(string path)
    {
        var bytes = File.ReadAllBytes(path);
        var start = new GgufMap(bytes).WeightsStart;
        var random = new Random(7);
        for (var at = start + 2; at + 32 < start + (bytes.Length / 4); at += 34)
        {
            random.NextBytes(bytes.AsSpan(at, 32));
        }

        File.WriteAllBytes(path, bytes);
    }
}
