using System.Globalization;
using CodeAssist.ModelHost.Inference;
using CodeAssist.ModelHost.Protocol;
using CodeAssist.ModelHost.Tests.Support;

namespace CodeAssist.ModelHost.Tests.Inference.Speculation;

public sealed class DraftedGenerationTests(ITestOutputHelper output) : IDisposable
{
    // docs/model-host.md, "Drafts": rows of a batch are multiplied in another order than one row alone.
    private const double Tolerance = 0.25;

    private const string Prefix = "namespace Demo\n{\n    class Totals\n    {\n        public int Sum(int[] values)\n        {\n            int sum = 0;\n            for (int i = 0; i < values.";

    private readonly LoadedModel _model = TestModels.Load(TestModels.BuiltInPath, TestModels.OnCpu);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public Task Drafts_change_an_answer_only_where_two_tokens_are_as_good_as_each_other() => CompareAsync(completions: 20, seed: 1);

    [Fact(Explicit = true)]
    public Task Drafts_change_two_hundred_answers_only_where_two_tokens_are_as_good_as_each_other() => CompareAsync(completions: 200, seed: 2);

    [Fact]
    public async Task A_draft_that_is_right_saves_steps_and_one_that_is_wrong_changes_nothing()
    {
        var plain = await GenerateAsync(Request(Drafting.Never));
        var before = _model.Steps;
        var right = await GenerateAsync(Request(Drafting.Always, plain.Text + "\n"));
        var steps = _model.Steps - before;

        var wrong = await GenerateAsync(Request(Drafting.Always, "Count(); ++counter, counter--) { }"));

        Assert.Equal(0, plain.Usage.DraftedTokens);
        Assert.Equal(plain.Text, right.Text);
        Assert.Equal(plain.Text, wrong.Text);
        Assert.True(plain.Usage.GeneratedTokens >= 4);
        Assert.InRange(right.Usage.AcceptedTokens, plain.Usage.GeneratedTokens - 2, plain.Usage.GeneratedTokens);
        Assert.InRange(steps, 1, 3);
        Assert.True(wrong.Usage.DraftedTokens > wrong.Usage.AcceptedTokens);
        Assert.Equal(plain.LogProbability, right.LogProbability, 0.05);
        Assert.Equal(plain.LogProbability, wrong.LogProbability, 0.05);
    }

    [Fact]
    public async Task Every_token_is_the_most_likely_one_of_the_batch_that_verified_it()
    {
        foreach (var caret in RealCode.Carets(10, seed: 3))
        {
            var recorder = new RecordingChooser { IsGreedy = true };

            var request = Requests.Generate(Requests.BuiltInPrompt(caret.Before, caret.After), 24) with { Drafting = Drafting.Always, Drafts = [caret.Line] };
            var result = await _model.GenerateAsync(request, recorder, null, Token);

            Assert.Equal(recorder.Logits.Count, result.Generation!.Usage.GeneratedTokens);
            var chosen = recorder.Logits.Select(logits => LogitStatistics.Of(logits)!.Value.Argmax).TakeWhile(token => !_model.Vocabulary.EndsGeneration(token) && !_model.SpecialTokens.Contains(token));
            Assert.Equal(TextOf(chosen), result.Generation.Text);
        }
    }

    [Fact]
    public async Task What_stands_in_the_prompt_already_is_a_draft()
    {
        const string line = "            Assert.Equal(expected.Usage.PromptTokens, actual.Usage.PromptTokens);\n";
        var prompt = Requests.BuiltInPrompt(string.Concat(Enumerable.Repeat(line, 4)) + "            Assert.Equal(expected.Usage");

        var generation = await GenerateAsync(Requests.Generate(prompt, stops: "\n") with { Drafting = Drafting.Always });

        Assert.StartsWith(".PromptTokens, actual", generation.Text, StringComparison.Ordinal);
        Assert.InRange(generation.Usage.AcceptedTokens, 3, generation.Usage.GeneratedTokens);
    }

    [Fact]
    public async Task Tokens_that_are_drawn_by_chance_are_not_drafted()
    {
        var request = Request(Drafting.Always, "Length; i++)") with { Sampling = new SamplingOptions(0.5f, 0, 1, 7) };

        var generation = await GenerateAsync(request);

        Assert.Equal(0, generation.Usage.DraftedTokens);
    }

    [Fact]
    public async Task An_answer_with_drafts_fills_the_context_and_no_more()
    {
        var text = string.Concat(Enumerable.Repeat("a = b;\n", 80));
        var request = Requests.Generate([PromptPart.Fixed(text)], 5_000) with { Drafting = Drafting.Always, Drafts = [text, text] };

        var generation = (await _model.GenerateAsync(request, new AvoidingChooser(_model) { IsGreedy = true }, null, Token)).Generation!;

        Assert.Equal(FinishReason.ContextFull, generation.Finish);
        Assert.Equal(_model.ContextTokens, generation.Usage.PromptTokens + generation.Usage.GeneratedTokens);
        Assert.True(generation.Usage.DraftedTokens > 0);
    }

    [Fact]
    public async Task Several_answers_with_drafts_at_once_are_those_of_each_alone()
    {
        var (carets, alone) = (new List<RealCode.Caret>(), new List<Generation>());
        foreach (var caret in RealCode.Carets(24, seed: 4))
        {
            var recorder = new RecordingChooser();
            var generation = (await _model.GenerateAsync(Request(caret, "alone", Drafting.Never), recorder, null, Token)).Generation!;

            // Where two tokens are as good as each other either may come, with drafts or without.
            if (carets.Count < 4 && recorder.Logits.Take(4).All(logits => Margin(logits) >= Tolerance))
            {
                carets.Add(caret);
                alone.Add(generation);
            }
        }

        Assert.Equal(4, carets.Count);

        var together = await Task.WhenAll(carets.Select((caret, i) => GenerateAsync(Request(caret, $"s{i}", Drafting.Always))));

        Assert.All(alone.Zip(together), pair => Assert.Equal(pair.First.Text[..Math.Min(4, pair.First.Text.Length)], pair.Second.Text[..Math.Min(4, pair.First.Text.Length)]));
        Assert.All(together, generation => Assert.InRange(generation.Usage.GeneratedTokens, 1, 24));
    }

    [Fact]
    public async Task Drafts_that_make_no_sense_are_refused()
    {
        GenerateParams[] bad =
        [
            Request(Drafting.Always, [.. Enumerable.Repeat("x", GenerateLimits.Drafts + 1)]),
            Request(Drafting.Always, new string('x', GenerateLimits.DraftCharacters + 1)),
            Request(Drafting.Always, (string)null!),
            Request((Drafting)9),
        ];

        foreach (var request in bad)
        {
            Assert.Equal(HostFailureKind.InvalidRequest, (await _model.GenerateAsync(request, null, Token)).Failure?.Kind);
        }
    }

    public void Dispose() => _model.Dispose();

    private static GenerateParams Request(Drafting drafting, params IReadOnlyList<string> drafts) =>
        Requests.Generate(Requests.BuiltInPrompt(Prefix, "\n            return sum;\n        }\n    }\n}\n"), stops: "\n") with { Drafting = drafting, Drafts = drafts };

    // What the author wrote, and the same with a name changed: right for a while, then wrong.
    private static GenerateParams Request(RealCode.Caret caret, string slot, Drafting drafting) =>
        Requests.Generate(Requests.BuiltInPrompt(caret.Before, caret.After), 24, slot) with
        {
            Drafting = drafting,
            Drafts = [caret.Line, caret.Line.Replace('a', 'b')],
        };

    /// <summary>How much better the best token is than the second.</summary>
    private static double Margin(IEnumerable<float> logits) => logits.OrderDescending().Take(2).ToList() is [var best, var second] ? best - second : 0;

    private string TextOf(IEnumerable<int> tokens)
    {
        var text = new StreamedText([], blockIndentation: null);
        return string.Concat(tokens.Select(token => text.Append(_model.Vocabulary.Piece(token))));
    }

    private async Task<Generation> GenerateAsync(GenerateParams parameters)
    {
        var result = await _model.GenerateAsync(parameters, null, Token);
        Assert.Null(result.Failure);
        return result.Generation!;
    }

    private async Task CompareAsync(int completions, int seed)
    {
        var (equal, drafted, accepted, largest) = (0, 0, 0, 0.0);
        foreach (var caret in RealCode.Carets(completions, seed))
        {
            var recorder = new RecordingChooser();
            await _model.GenerateAsync(Request(caret, "one", Drafting.Never), recorder, null, Token);
            var verified = new RecordingChooser { IsGreedy = true };
            var usage = (await _model.GenerateAsync(Request(caret, "many", Drafting.Always), verified, null, Token)).Generation!.Usage;
            drafted += usage.DraftedTokens;
            accepted += usage.AcceptedTokens;

            var one = recorder.Logits.ConvertAll(logits => LogitStatistics.Of(logits)!.Value.Argmax);
            var many = verified.Logits.ConvertAll(logits => LogitStatistics.Of(logits)!.Value.Argmax);
            var same = one.Zip(many).TakeWhile(pair => pair.First == pair.Second).Count();
            if (same == one.Count && same == many.Count)
            {
                equal++;
                continue;
            }

            largest = Math.Max(largest, Margin(recorder.Logits[same]));
            Assert.True(Margin(recorder.Logits[same]) < Tolerance, $"token {same}: one is better than the other by {Margin(recorder.Logits[same])}");
        }

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{equal} of {completions} answers equal, {accepted} of {drafted} drafted tokens accepted, largest margin at a difference {largest:F4}"));
        Assert.True(accepted > completions, "there were drafts to verify");
    }
}
