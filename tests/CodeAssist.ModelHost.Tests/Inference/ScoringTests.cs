using CodeAssist.ModelHost.Inference;
using CodeAssist.ModelHost.Protocol;
using CodeAssist.ModelHost.Tests.Support;

namespace CodeAssist.ModelHost.Tests.Inference;

public sealed class ScoringTests : IDisposable
{
    private const string Prefix = "class A\n{\n    public override string";
    private const string Loop = "namespace Demo\n{\n    class Totals\n    {\n        public int Sum(int[] values)\n        {\n            int sum = 0;\n            for (int i = 0; i < values.";

    // Tokens one by one and tokens in a batch are multiplied in different orders.
    private const double Rounding = 0.05;

    private static readonly string[] _eight =
        [" ToString()", " ToString() => Name;", " GetName()", " Name { get; }", "", " ToStrong()", " ToString()", " 日本語 👩‍💻"];

    private readonly LoadedModel _model = TestModels.Load(TestModels.BuiltInPath, TestModels.OnCpu);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Prefix)]
    [InlineData(Loop)]
    [InlineData("using System;\nusing System.")]
    public async Task A_generated_text_scores_what_its_generation_said(string prefix)
    {
        var generation = await GenerateAsync(Requests.Generate(Requests.BuiltInPrompt(prefix), 8));

        var score = Assert.Single((await ScoreAsync(Requests.Score(Requests.BuiltInPrompt(prefix), generation.Text))).Scores);

        Assert.Equal(generation.Usage.GeneratedTokens, score.Tokens);
        Assert.Equal(generation.LogProbability, score.LogProbability, Rounding);
    }

    [Fact]
    public async Task A_score_is_the_sum_over_the_tokens_that_a_generation_of_them_takes()
    {
        var prompt = Requests.BuiltInPrompt(Prefix);
        const string text = " GetName() => $\"{_name}\";";
        var tokens = _model.Vocabulary.Tokenize(text);
        var recorder = new RecordingChooser(tokens);
        var forced = await _model.GenerateAsync(Requests.Generate(prompt, tokens.Length + 1), recorder, null, Token);
        var first = recorder.Logits[^1];
        var sum = recorder.Logits.Take(tokens.Length).Select((logits, i) => LogProbability(logits, tokens[i])).Sum();

        var score = Assert.Single((await ScoreAsync(Requests.Score(prompt, text) with { MaxTokens = 64 })).Scores);

        Assert.Null(forced.Failure);
        Assert.Equal(tokens.Length, score.Tokens);
        Assert.Equal(sum, score.LogProbability, Rounding * 2);
        var lineEnds = new LineEndTokens(_model.Vocabulary, new TokenReader(_model.Vocabulary, _model.SpecialTokens)).Ids;
        Assert.Equal(Math.Log(lineEnds.Sum(id => Math.Exp(LogProbability(first, id)))), score.EndLogProbability!.Value, Rounding);
    }

    [Fact]
    public async Task Eight_texts_score_together_what_each_scores_alone()
    {
        var together = await ScoreAsync(Requests.Score(Requests.BuiltInPrompt(Prefix), _eight) with { MaxTokens = 64 });

        foreach (var (text, score) in _eight.Zip(together.Scores))
        {
            var alone = Assert.Single((await ScoreAsync(Requests.Score(Requests.BuiltInPrompt(Prefix), text) with { MaxTokens = 64 })).Scores);

            Assert.Equal(alone.Tokens, score.Tokens);
            Assert.Equal(alone.LogProbability, score.LogProbability, Rounding * 2);
            Assert.Equal(alone.EndLogProbability!.Value, score.EndLogProbability!.Value, Rounding * 2);
        }

        Assert.Equal(together.Scores[0], together.Scores[6]);
        Assert.InRange(together.Usage.ScoredTokens, 1, together.Scores.Sum(score => score.Tokens) - 1);
    }

    [Fact]
    public async Task What_the_model_would_write_scores_above_what_it_would_not()
    {
        var generation = await GenerateAsync(Requests.Generate(Requests.BuiltInPrompt(Loop), stops: "\n"));
        string[] altered = [generation.Text.Replace("Length", "Size", StringComparison.Ordinal), "Length; i--)", "Count(); ++i)", "$$$"];

        var scores = (await ScoreAsync(Requests.Score(Requests.BuiltInPrompt(Loop), [generation.Text, .. altered]))).Scores;

        Assert.All(scores.Skip(1), score => Assert.True(score.LogProbability < scores[0].LogProbability - 1));
    }

    [Fact]
    public async Task A_line_ends_rather_where_it_is_complete()
    {
        var scores = (await ScoreAsync(Requests.Score(Requests.BuiltInPrompt(Loop), "Length; i++)", "Length; i+", "Len"))).Scores;

        Assert.All(scores, score => Assert.InRange(score.EndLogProbability!.Value, -1_000, 0));
        Assert.All(scores.Skip(1), score => Assert.True(score.EndLogProbability < scores[0].EndLogProbability - 1));
    }

    [Fact]
    public async Task Nothing_is_a_text_that_may_be_scored()
    {
        var score = Assert.Single((await ScoreAsync(Requests.Score(Requests.BuiltInPrompt(Prefix), ""))).Scores);

        Assert.Equal(0, score.LogProbability);
        Assert.Equal(0, score.Tokens);
        Assert.True(score.EndLogProbability < 0);
    }

    [Fact]
    public async Task A_text_is_scored_as_far_as_there_is_room()
    {
        var whole = Requests.Score(Requests.BuiltInPrompt(Prefix), " ToString() => Name + Name + Name;");
        var full = Assert.Single((await ScoreAsync(whole with { MaxTokens = 64 })).Scores);

        var cut = Assert.Single((await ScoreAsync(whole with { MaxTokens = 3 })).Scores);

        Assert.False(full.IsCut);
        Assert.True(cut.IsCut);
        Assert.Equal(3, cut.Tokens);
        Assert.True(full.Tokens > 3 && full.LogProbability < cut.LogProbability);
        Assert.Null(cut.EndLogProbability);
    }

    [Fact]
    public async Task A_text_longer_than_the_context_fills_it()
    {
        var digits = string.Concat(Enumerable.Range(0, ScoreLimits.Characters).Select(i => i * 7 % 10));
        var request = Requests.Score([PromptPart.Fixed("text")], digits) with { MaxTokens = 100_000 };

        var scoring = await ScoreAsync(request);

        Assert.True(scoring.Scores[0].IsCut);
        Assert.Equal(_model.ContextTokens, scoring.Usage.PromptTokens + scoring.Scores[0].Tokens);
    }

    [Fact]
    public async Task Behaviour_09_the_name_of_a_special_token_is_just_text()
    {
        const string name = "<|fim_prefix|>";
        Assert.Contains(SpecialToken.FimPrefix, _model.SpecialTokens.Roles);

        var score = Assert.Single((await ScoreAsync(Requests.Score(Requests.BuiltInPrompt(Prefix), name))).Scores);

        Assert.Equal(_model.CountTokens([name])[0], score.Tokens);
        Assert.True(score.Tokens > 1);
    }

    [Fact]
    public async Task A_generation_after_a_scoring_finds_its_prompt_in_the_cache()
    {
        var prompt = Requests.BuiltInPrompt(Loop);
        var expected = await GenerateAsync(Requests.Generate(prompt, slot: "other"));
        var scoring = await ScoreAsync(Requests.Score(prompt, "Length; i++)", "Count; i++)", "Length"));

        var generation = await GenerateAsync(Requests.Generate(prompt));

        Assert.Equal(0, scoring.Usage.ReusedTokens);
        Assert.Equal(generation.Usage.PromptTokens - 1, generation.Usage.ReusedTokens);
        Assert.Equal(expected.Text, generation.Text);
    }

    [Fact]
    public async Task A_scoring_after_a_generation_finds_its_prompt_in_the_cache_also_when_it_was_trimmed()
    {
        var prompt = Requests.BuiltInPrompt(Requests.Source(100));
        await GenerateAsync(Requests.Generate(prompt, 48));

        var scoring = await ScoreAsync(Requests.Score(prompt, "    public int Value100", "}") with { MaxTokens = 48 });

        Assert.True(scoring.Usage.TrimmedTokens > 0);
        Assert.Equal(scoring.Usage.PromptTokens - 1, scoring.Usage.ReusedTokens);
    }

    [Fact]
    public async Task Requests_that_make_no_sense_are_failures()
    {
        var good = Requests.Score(Requests.BuiltInPrompt(Prefix), " ToString()");
        ScoreParams[] bad =
        [
            good with { Slot = "" },
            good with { Parts = [] },
            good with { MaxTokens = 0 },
            good with { Priority = (GenerationPriority)7 },
            good with { Continuations = [] },
            good with { Continuations = [.. Enumerable.Repeat("x", ScoreLimits.Continuations + 1)] },
            good with { Continuations = [new string('x', ScoreLimits.Characters + 1)] },
            good with { Continuations = [null!] },
        ];

        foreach (var request in bad)
        {
            Assert.Equal(HostFailureKind.InvalidRequest, (await _model.ScoreAsync(request, Token)).Failure?.Kind);
        }
    }

    [Fact]
    public async Task A_prompt_that_is_too_long_is_a_failure()
    {
        var result = await _model.ScoreAsync(Requests.Score([PromptPart.Fixed(Requests.Source(120))], "x"), Token);

        Assert.Equal(HostFailureKind.PromptTooLong, result.Failure?.Kind);
    }

    [Fact]
    public async Task Logits_that_are_no_numbers_end_the_scoring()
    {
        var lineEnds = new LineEndTokens(_model.Vocabulary, new TokenReader(_model.Vocabulary, _model.SpecialTokens));
        var request = new ScoringRequest("a", new AssembledPrompt([1, 2], 0), GenerationPriority.Completion, [new TokenizedContinuation([3], IsCut: false)]);
        var job = new ScoringJob(request, new TokenReader(_model.Vocabulary, _model.SpecialTokens), lineEnds, TimeProvider.System);

        Assert.Equal(JobProgress.Over, job.Take([.. Enumerable.Repeat(float.NaN, _model.Vocabulary.Size)]));
        job.Publish();

        Assert.Equal(HostFailureKind.NumericalFailure, (await job.Result).Failure?.Kind);
    }

    public void Dispose() => _model.Dispose();

    private static double LogProbability(float[] logits, int token) => logits[token] - LogitStatistics.Of(logits)!.Value.LogSum;

    private async Task<Scoring> ScoreAsync(ScoreParams parameters)
    {
        var result = await _model.ScoreAsync(parameters, Token);
        Assert.Null(result.Failure);
        return result.Scoring!;
    }

    private async Task<Generation> GenerateAsync(GenerateParams parameters)
    {
        var result = await _model.GenerateAsync(parameters, null, Token);
        Assert.Null(result.Failure);
        return result.Generation!;
    }
}
