using System.Globalization;
using CodeAssist.ModelHost.Inference;
using CodeAssist.ModelHost.Inference.Healing;
using CodeAssist.ModelHost.Protocol;
using CodeAssist.ModelHost.Tests.Support;

namespace CodeAssist.ModelHost.Tests.Inference.Healing;

public sealed class TokenHealingTests(ITestOutputHelper output) : IDisposable
{
    private const string Before = "using System.Collections.Generic;\n\nclass Totals\n{\n    private readonly IReadOnlyList<int> _values;\n\n    public int Sum(int[] values)\n    {\n        ";
    private const string After = "\n        return sum;\n    }\n}\n";

    private readonly LoadedModel _model = TestModels.Load(TestModels.BuiltInPath, TestModels.OnCpu);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("foreach (var value in values)")]
    [InlineData("IReadOnlyDictionary<string, int> counts = new Dictionary<string, int>();")]
    [InlineData("var x_max1 = values.Length >= 10 && values[0] != -1 ? values?[1] ?? 0 : x++;")]
    [InlineData("Console.WriteLine($\"{DateTime.UtcNow:yyyy-MM-dd} naïve 日本語 👩‍💻\");")]
    [InlineData("Func<int, bool> isEven = value => (value & 1) == 0;\n\n        return;")]
    public async Task At_every_offset_the_answer_goes_on_behind_the_caret_and_the_cache_stays(string code)
    {
        var whole = await GenerateAsync(Marked(Before));
        var last = whole.Usage.PromptTokens;
        for (var at = 0; at <= code.Length; at++)
        {
            if (at > 0 && at < code.Length && char.IsLowSurrogate(code[at]))
            {
                continue;
            }

            var recorder = new RecordingChooser();
            var request = Requests.Generate(Marked(Before + code[..at]), 6);
            var generation = (await _model.GenerateAsync(request, recorder, null, Token)).Generation!;

            // The tokens that were chosen are the cut text in whatever tokens, and then the answer.
            var assembled = Assemble(Marked(Before + code[..at]));
            var bytes = Chosen(recorder).SelectMany(_model.Vocabulary.Piece).ToArray();
            var cut = assembled.Cut?.Bytes ?? [];
            Assert.Equal(cut, bytes[..cut.Length]);
            Assert.EndsWith(assembled.Cut?.Text ?? "", Before + code[..at], StringComparison.Ordinal);
            Assert.StartsWith(generation.Text, System.Text.Encoding.UTF8.GetString(bytes.AsSpan(cut.Length)), StringComparison.Ordinal);

            // Typing on keeps all but the word that is being typed.
            Assert.InRange(generation.Usage.ReusedTokens, last - 32, generation.Usage.PromptTokens - 1);
            Assert.InRange(generation.Usage.PromptTokens - generation.Usage.ReusedTokens, 1, 16);
            last = generation.Usage.PromptTokens;
        }
    }

    [Theory]
    [InlineData("int sum = values.Le", ".Le", "Length")]
    [InlineData("int sum = val", " val", "values")]
    [InlineData("for (int i = 0; i <", " <", "")]
    [InlineData("int sum = ", " ", "")]
    [InlineData("", " ", "")]
    [InlineData("return;\n", "\n", "")]
    [InlineData("max_va", "_va", "")]
    [InlineData("naï", " naï", "")]
    public async Task What_the_caret_may_cut_is_left_out_and_comes_back_in_the_answer(string line, string cut, string word)
    {
        var prompt = Assemble(Marked(Before + line));

        Assert.Equal(cut, prompt.Cut?.Text[^Math.Min(cut.Length, prompt.Cut.Text.Length)..]);
        Assert.Equal(Text(Assemble(Unmarked(Before + line))), Text(prompt) + prompt.Cut?.Text);
        if (word.Length > 0)
        {
            var typed = word.Zip(cut.TrimStart('.', ' ')).Count();
            Assert.StartsWith(word[typed..], (await GenerateAsync(Marked(Before + line))).Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Between_prefix_and_suffix_the_prefix_is_healed()
    {
        var prompt = Assemble(
        [
            PromptPart.Token(SpecialToken.FimPrefix),
            new PromptPart(null, "int sum = values.Le", TrimRule.KeepEnd, 2, EndsAtCaret: true),
            PromptPart.Token(SpecialToken.FimSuffix),
            new PromptPart(null, ";\n", TrimRule.KeepStart, 1),
        ]);

        Assert.Equal(".Le", prompt.Cut?.Text);
        Assert.Equal("int sum = values", Text(prompt.Tokens[..prompt.CaretPosition]));
        Assert.Equal(";\n", Text(prompt.Tokens[prompt.CaretPosition..]));
    }

    [Fact]
    public void A_word_too_long_to_write_again_is_cut_at_a_token_within_it()
    {
        var word = string.Concat(Enumerable.Repeat("Averylongnamethatneverends", 8));

        var prompt = Assemble(Marked(Before + word));

        Assert.InRange(prompt.Cut!.Bytes.Length, 1, 64);
        Assert.Equal(Text(Assemble(Unmarked(Before + word))), Text(prompt) + prompt.Cut.Text);
    }

    [Fact]
    public void A_prompt_of_nothing_but_the_cut_word_stays_as_it_is()
    {
        var prompt = Assemble([new PromptPart(null, "Le", TrimRule.KeepEnd, 1, EndsAtCaret: true)]);

        Assert.Null(prompt.Cut);
        Assert.Equal("Le", Text(prompt));
    }

    [Fact]
    public async Task A_score_says_how_probable_a_text_is_behind_what_was_typed()
    {
        var prompt = Marked(Before + "int sum = values.Le");
        var generation = (await _model.GenerateAsync(Requests.Generate(prompt, 8), null, Token)).Generation!;

        var scoring = (await _model.ScoreAsync(Requests.Score(prompt, generation.Text, "ngth", "vel", ""), Token)).Scoring!;

        Assert.Equal(generation.LogProbability, scoring.Scores[0].LogProbability, 0.1);
        Assert.True(scoring.Scores[1].LogProbability > scoring.Scores[2].LogProbability);
        Assert.All(scoring.Scores, score => Assert.InRange(score.LogProbability, -1_000, 0));
        Assert.InRange(scoring.Usage.ReusedTokens, scoring.Usage.PromptTokens - 1, scoring.Usage.PromptTokens - 1);
    }

    [Fact]
    public async Task What_is_repeated_counts_neither_as_answer_nor_against_its_limit()
    {
        var prompt = Marked(Before + "Console.WriteLine(values.Le");

        var generation = (await _model.GenerateAsync(Requests.Generate(prompt, 1), null, Token)).Generation!;

        Assert.Equal(FinishReason.MaxTokens, generation.Finish);
        Assert.NotEmpty(generation.Text);
    }

    [Fact]
    public void The_pieces_of_a_vocabulary_are_found_by_what_they_begin_with()
    {
        var reader = new TokenReader(_model.Vocabulary, _model.SpecialTokens);
        var pieces = new PieceIndex(_model.Vocabulary, reader);
        var all = Enumerable.Range(0, _model.Vocabulary.Size).Where(token => !reader.EndsText(token)).Select(token => (token, Bytes: _model.Vocabulary.Piece(token))).ToList();

        Assert.True(pieces.CoversEveryByte);
        foreach (var text in new[] { " ", " val", ".", "\n", "Length", " public static void", "ï", "~~~~~~~~~~~~~" })
        {
            var bytes = System.Text.Encoding.UTF8.GetBytes(text);
            Assert.Equal(
                all.Where(piece => piece.Bytes.AsSpan().StartsWith(bytes)).Select(piece => piece.token).Order(),
                pieces.BeginningWith(bytes).ToArray().Order());
            Assert.Equal(
                all.Where(piece => piece.Bytes.Length > 0 && piece.Bytes.Length < bytes.Length && bytes.AsSpan().StartsWith(piece.Bytes)).Select(piece => piece.token).Order(),
                pieces.BeginningsOf(bytes).Order());
        }
    }

    // The figure in docs/benchmarks.md.
    [Fact(Explicit = true)]
    public async Task Healing_is_measured_on_carets_within_words()
    {
        var (healed, plain, spaced, total) = (0, 0, 0, 0);
        foreach (var caret in RealCode.Carets(4_000, seed: 5).Where(caret => char.IsLetter(caret.Before[^1]) && char.IsLetter(caret.Line[0])).Take(600))
        {
            var wanted = caret.Line.TrimEnd();
            total++;
            healed += await IsRightAsync(Marked(caret.Before, caret.After), wanted);
            plain += await IsRightAsync(Unmarked(caret.Before, caret.After), wanted);
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"rest of the line exact on {total} carets within words: healed {healed}, plain {plain}"));
        (healed, plain, total) = (0, 0, 0);
        foreach (var caret in RealCode.Carets(4_000, seed: 6).Where(caret => caret.Before[^1] == ' ' && caret.Line[0] != ' ').Take(400))
        {
            var wanted = caret.Line.TrimEnd();
            total++;
            healed += await IsRightAsync(Marked(caret.Before, caret.After), wanted);
            plain += await IsRightAsync(Unmarked(caret.Before, caret.After), wanted);
            spaced += await IsRightAsync(Unmarked(caret.Before[..^1], caret.After), " " + wanted);
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"… on {total} carets behind a space: healed {healed}, plain {plain}, space held back {spaced}"));
        (healed, plain, total) = (0, 0, 0);
        foreach (var caret in RealCode.Carets(200, seed: 7))
        {
            var wanted = caret.Line.TrimEnd();
            var space = caret.Before[^1] == ' ' ? 1 : 0;
            total++;
            healed += await IsRightAsync(Marked(caret.Before, caret.After), wanted);
            plain += await IsRightAsync(Unmarked(caret.Before[..^space], caret.After), space == 1 ? " " + wanted : wanted);
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"… on {total} carets anywhere: healed {healed}, as before {plain}"));
        Assert.True(total > 100);
    }

    public void Dispose() => _model.Dispose();

    private static IReadOnlyList<PromptPart> Unmarked(string prefix, string suffix = After) => Requests.BuiltInPrompt(prefix, suffix);

    private static IReadOnlyList<PromptPart> Marked(string prefix, string suffix = After)
    {
        var parts = Requests.BuiltInPrompt(prefix, suffix);
        return [.. parts.SkipLast(1), parts[^1] with { EndsAtCaret = true }];
    }

    private IEnumerable<int> Chosen(RecordingChooser recorder) => recorder.Logits
        .Select(logits => LogitStatistics.Of(logits)!.Value.Argmax)
        .TakeWhile(token => !_model.Vocabulary.EndsGeneration(token) && !_model.SpecialTokens.Contains(token));

    private AssembledPrompt Assemble(IReadOnlyList<PromptPart> parts)
    {
        var reader = new TokenReader(_model.Vocabulary, _model.SpecialTokens);
        var assembler = new PromptAssembler(_model.Vocabulary, _model.SpecialTokens, new TokenHealer(_model.Vocabulary, reader));
        Assert.True(assembler.TryAssemble(parts, 1_000, out var prompt, out var failure), failure?.Message);
        return prompt;
    }

    private string Text(AssembledPrompt prompt) => Text(prompt.Tokens);

    private string Text(IEnumerable<int> tokens) => System.Text.Encoding.UTF8.GetString([.. tokens.SelectMany(_model.Vocabulary.Piece)]);

    private async Task<int> IsRightAsync(IReadOnlyList<PromptPart> parts, string wanted)
    {
        var result = await _model.GenerateAsync(Requests.Generate(parts, 32, stops: "\n"), null, Token);
        return string.Equals(result.Generation!.Text.TrimEnd(), wanted, StringComparison.Ordinal) ? 1 : 0;
    }

    private async Task<Generation> GenerateAsync(IReadOnlyList<PromptPart> parts)
    {
        var result = await _model.GenerateAsync(Requests.Generate(parts, 16, stops: "\n"), null, Token);
        Assert.Null(result.Failure);
        return result.Generation!;
    }
}
