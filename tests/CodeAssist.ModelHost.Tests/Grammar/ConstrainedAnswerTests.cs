using System.Text.Json;
using CodeAssist.ModelHost.Grammar;
using CodeAssist.ModelHost.Inference;
using CodeAssist.ModelHost.Native;
using CodeAssist.ModelHost.Protocol;
using CodeAssist.ModelHost.Tests.Support;

namespace CodeAssist.ModelHost.Tests.Grammar;

/// <summary>Answers of models with random weights: they know nothing, so that what they obey is the grammar's doing.</summary>
public sealed class ConstrainedAnswerTests(ChatModel model) : IClassFixture<ChatModel>
{
    private const string Finding =
        """
        {
          "type": "object",
          "properties": {
            "title": { "type": "string", "minLength": 3, "maxLength": 12 },
            "line": { "type": "integer" },
            "severity": { "enum": ["low", "high"] },
            "sure": { "type": ["boolean", "null"] },
            "tags": { "type": "array", "items": { "enum": ["a", "b"] }, "minItems": 1, "maxItems": 3 }
          },
          "required": ["title", "severity", "tags"],
          "additionalProperties": false
        }
        """;

    private readonly LoadedModel _model = model.Loaded;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0, 0, 1)]
    [InlineData(1, 0, 1)]
    [InlineData(1, 40, 1)]
    [InlineData(1, 0, 0.9)]
    [InlineData(100, 0, 1)]
    public async Task Whatever_the_model_and_however_its_tokens_are_chosen_the_answer_obeys_the_schema(float temperature, int topK, float topP)
    {
        for (var seed = 0u; seed < 3; seed++)
        {
            var answer = await AnswerAsync(Finding, new SamplingOptions(temperature, topK, topP, seed), $"Question {seed}?");

            Assert.Equal(FinishReason.EndOfText, answer.Finish);
            AssertIsFinding(answer.Text);
        }
    }

    [Theory]
    [InlineData("""{"type":"integer"}""", JsonValueKind.Number)]
    [InlineData("""{"type":"string","maxLength":5}""", JsonValueKind.String)]
    [InlineData("""{"type":"array","items":{"type":"number"},"minItems":2,"maxItems":2}""", JsonValueKind.Array)]
    [InlineData("""{"const":"nothing else"}""", JsonValueKind.String)]
    [InlineData("""{"anyOf":[{"type":"null"},{"const":null}]}""", JsonValueKind.Null)]
    public async Task Every_kind_of_value_comes_whole(string schema, JsonValueKind kind)
    {
        for (var seed = 0u; seed < 2; seed++)
        {
            var answer = await AnswerAsync(schema, new SamplingOptions(1, 0, 1, seed), "A value?");

            Assert.Equal(FinishReason.EndOfText, answer.Finish);
            Assert.Equal(kind, JsonDocument.Parse(answer.Text).RootElement.ValueKind);
        }
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_answer()
    {
        var sampling = new SamplingOptions(1, 0, 1, Seed: 7);

        var (first, second) = (await AnswerAsync(Finding, sampling, "Again?"), await AnswerAsync(Finding, sampling, "Again?"));

        Assert.Equal(first.Text, second.Text);
        Assert.NotEqual(first.Text, (await AnswerAsync(Finding, sampling with { Seed = 8 }, "Again?")).Text, StringComparer.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_reaches_its_limit_first_says_so_and_is_no_whole_JSON()
    {
        var result = await _model.ChatAsync(
            Requests.Chat("Much?", 8, """{"type":"array","items":{"type":"integer"},"minItems":50}""", new SamplingOptions(1, 0, 1, 1)), null, Token);

        Assert.Equal(FinishReason.MaxTokens, result.Answer!.Finish);
        Assert.Equal(8, result.Answer.Usage.GeneratedTokens);
        Assert.ThrowsAny<JsonException>(() => JsonDocument.Parse(result.Answer.Text));
    }

    [Fact]
    public async Task What_is_streamed_is_the_answer()
    {
        var heard = new List<string>();
        var result = await _model.ChatAsync(Requests.Chat("Heard?", 400, Finding, new SamplingOptions(1, 0, 1, 3)), heard.Add, Token);

        Assert.Equal(result.Answer!.Text, string.Concat(heard));
    }

    [Fact]
    public async Task Two_answers_and_a_completion_side_by_side_each_obey_their_own_rules()
    {
        var words = _model.ChatAsync(Requests.Chat("In words?", 60, slot: "words"), null, Token);
        var finding = _model.ChatAsync(Requests.Chat("As a finding?", 400, Finding, new SamplingOptions(1, 0, 1, 5), "finding"), null, Token);
        var number = _model.ChatAsync(Requests.Chat("As a number?", 40, """{"type":"integer"}""", slot: "number"), null, Token);
        var completion = _model.GenerateAsync(Requests.Plain("class A", 8, "document"), null, Token);

        AssertIsFinding((await finding).Answer!.Text);
        Assert.Equal(JsonValueKind.Number, JsonDocument.Parse((await number).Answer!.Text).RootElement.ValueKind);
        Assert.Equal((await words).Answer!.Text, (await _model.ChatAsync(Requests.Chat("In words?", 60, slot: "words"), null, Token)).Answer!.Text);
        Assert.NotNull((await completion).Generation);
    }

    [Fact]
    public async Task Guessed_tokens_are_held_to_the_grammar_as_well()
    {
        const string Schema = """{"type":"array","items":{"enum":["left","right"]},"minItems":12,"maxItems":12}""";
        const string Draft = """["left","right","left","middle","left","right","left","right","left","right","left","right"]""";
        Assert.True(JsonSchemaGrammar.TryConvert(Schema, out var gbnf, out _));
        using var chooser = new GrammarChooser(
            GreedyChooser.Instance,
            LlamaGrammar.TryCreate(_model.Vocabulary, gbnf)!,
            new TokenReader(_model.Vocabulary, _model.SpecialTokens),
            _model.Vocabulary.EndOfText);

        var request = Requests.Plain($"{Draft}\n{Draft}\n", 200) with { Drafting = Drafting.Always, Drafts = [Draft] };
        var generation = (await _model.GenerateAsync(request, chooser, null, Token)).Generation!;

        Assert.InRange(generation.Usage.DraftedTokens, 1, int.MaxValue);
        Assert.Equal(12, JsonDocument.Parse(generation.Text).RootElement.EnumerateArray().Count(item => item.GetString() is "left" or "right"));
    }

    [Fact]
    public async Task Who_gives_up_a_constrained_answer_leaves_the_others_whole()
    {
        for (var round = 0u; round < 4; round++)
        {
            using var enough = CancellationTokenSource.CreateLinkedTokenSource(Token);
            var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var given = _model.ChatAsync(
                Requests.Chat("Long?", 800, """{"type":"array","items":{"type":"integer"},"minItems":500,"maxItems":500}""", slot: "given up"),
                _ => begun.TrySetResult(),
                enough.Token);
            await begun.Task.WaitAsync(Token);

            await enough.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => given);

            AssertIsFinding((await AnswerAsync(Finding, new SamplingOptions(1, 0, 1, round), "And now?")).Text);
        }
    }

    [Theory]
    [InlineData("""{"type":"string","pattern":"a"}""", "'pattern'")]
    [InlineData("{", "no JSON")]
    public async Task A_schema_that_cannot_be_obeyed_is_refused_before_anything_is_computed(string schema, string named)
    {
        var steps = _model.Steps;
        var result = await _model.ChatAsync(Requests.Chat("Why?", 8, schema), null, Token);

        Assert.Equal(HostFailureKind.InvalidRequest, result.Failure!.Kind);
        Assert.Contains(named, result.Failure.Message);
        Assert.Equal(steps, _model.Steps);
    }

    private async Task<ChatAnswer> AnswerAsync(string schema, SamplingOptions sampling, string question)
    {
        var result = await _model.ChatAsync(Requests.Chat(question, maxTokens: null, schema, sampling), null, Token);
        Assert.Null(result.Failure);
        return result.Answer!;
    }

    private static void AssertIsFinding(string text)
    {
        var finding = JsonDocument.Parse(text).RootElement;
        var names = finding.EnumerateObject().Select(property => property.Name).ToList();
        string[] known = ["title", "line", "severity", "sure", "tags"];
        Assert.Equal(known.Where(names.Contains), names, StringComparer.Ordinal);
        Assert.InRange(finding.GetProperty("title").GetString()!.EnumerateRunes().Count(), 3, 12);
        Assert.True(finding.GetProperty("severity").GetString() is "low" or "high");
        Assert.InRange(finding.GetProperty("tags").GetArrayLength(), 1, 3);
        Assert.All(finding.GetProperty("tags").EnumerateArray(), tag => Assert.True(tag.GetString() is "a" or "b"));
        Assert.True(!finding.TryGetProperty("line", out var line) || line.TryGetInt64(out _));
        Assert.True(!finding.TryGetProperty("sure", out var sure) || sure.ValueKind is JsonValueKind.True or JsonValueKind.False or JsonValueKind.Null);
    }
}
