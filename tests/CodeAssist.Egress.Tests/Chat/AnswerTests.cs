using System.Text.Json;
using CodeAssist.Egress.Protocol;
using CodeAssist.Egress.Tests.Support;
using CodeAssist.TestSupport;

namespace CodeAssist.Egress.Tests.Chat;

/// <summary>The real SDKs against a scripted provider: what they send, and what becomes of the answer.</summary>
public sealed class AnswerTests
{
    [Fact]
    public async Task An_answer_of_an_openai_dialect_comes_in_pieces_with_its_end_and_its_count()
    {
        await using var server = ScriptedProvider.Saying(Answers.OpenAi("Be", "cause."));
        using var asking = new Asking(Asking.Loopback(server));

        var result = await asking.RunAsync();

        Assert.Equal(new ChatResult(new ChatAnswer(ChatFinish.Stop, "m-2026", "chatcmpl-1", new ChatUsage(11, 4, 7)), null), result);
        Assert.Equal("Because.", asking.Text);
    }

    [Fact]
    public async Task An_answer_of_anthropics_dialect_comes_in_pieces_with_its_end_and_its_count()
    {
        await using var server = ScriptedProvider.Saying(Answers.Anthropic("Be", "cause."));
        using var asking = new Asking(Asking.LoopbackAnthropic(server));

        var result = await asking.RunAsync();

        Assert.Null(result.Failure);
        Assert.Equal("Because.", asking.Text);
        Assert.Equal(ChatFinish.Stop, result.Answer!.Finish);
        Assert.Equal("claude-m", result.Answer.Model);
        Assert.Equal(7, result.Answer.Usage?.OutputTokens);
    }

    [Fact]
    public async Task An_openai_dialect_is_asked_for_a_stream_with_its_count_and_nothing_more()
    {
        await using var server = ScriptedProvider.Saying(Answers.OpenAi("x"));
        using var asking = new Asking(Asking.Loopback(server));

        await asking.RunAsync();

        var request = Assert.Single(server.Requests);
        Assert.Equal("POST /v1/chat/completions HTTP/1.1", request.Line);
        using var body = JsonDocument.Parse(request.Body);
        Assert.Equal(
            ["max_tokens", "messages", "model", "stream", "stream_options", "temperature"],
            body.RootElement.EnumerateObject().Select(property => property.Name).Order(StringComparer.Ordinal),
            StringComparer.Ordinal);
    }

    [Fact]
    public async Task Anthropic_is_asked_for_a_stateless_stream()
    {
        await using var server = ScriptedProvider.Saying(Answers.Anthropic("x"));
        using var asking = new Asking(Asking.LoopbackAnthropic(server));

        await asking.RunAsync();

        var request = Assert.Single(server.Requests);
        Assert.Equal("POST /v1/messages HTTP/1.1", request.Line);
        using var body = JsonDocument.Parse(request.Body);
        Assert.Equal(
            ["max_tokens", "messages", "model", "stream", "system"],
            body.RootElement.EnumerateObject().Select(property => property.Name).Order(StringComparer.Ordinal),
            StringComparer.Ordinal);
    }

    [Fact]
    public async Task The_sdks_machine_and_version_stay_at_home_and_the_key_is_ours()
    {
        await using var openAi = ScriptedProvider.Saying(Answers.OpenAi("x"));
        await using var anthropic = ScriptedProvider.Saying(Answers.Anthropic("x"));
        using var first = new Asking(Asking.Loopback(openAi));
        using var second = new Asking(Asking.LoopbackAnthropic(anthropic));

        await first.RunAsync();
        await second.RunAsync();

        var toOpenAi = Assert.Single(openAi.Requests).Headers;
        var toAnthropic = Assert.Single(anthropic.Requests).Headers;
        Assert.Equal(["accept", "authorization", "content-length", "content-type", "host", "user-agent"], toOpenAi.Keys.Order(StringComparer.Ordinal), StringComparer.Ordinal);
        Assert.Equal($"Bearer {Asking.Key}", toOpenAi["authorization"]);
        Assert.Equal(["anthropic-version", "content-length", "content-type", "host", "user-agent", "x-api-key"], toAnthropic.Keys.Order(StringComparer.Ordinal), StringComparer.Ordinal);
        Assert.Equal(Asking.Key, toAnthropic["x-api-key"]);
        Assert.All([toOpenAi, toAnthropic], headers => Assert.Matches(@"^CodeAssist/\d+\.\d+\.\d+$", headers["user-agent"]));
    }

    [Fact]
    public async Task A_stream_that_nobody_ended_is_a_part_of_an_answer()
    {
        await using var server = ScriptedProvider.Saying(Answers.Stream(Answers.OpenAiPiece("Be")));
        using var asking = new Asking(Asking.Loopback(server));

        var result = await asking.RunAsync();

        Assert.Equal(EgressFailureKind.Interrupted, result.Failure?.Kind);
        Assert.Equal("Be", asking.Text);
    }

    [Theory]
    [InlineData("data: {\"id\": 1, \"choices\": 7}\n\n")]
    [InlineData("data: {\"id\n\n")]
    [InlineData("data: []\n\n")]
    public async Task A_stream_that_makes_no_sense_is_a_failure_and_no_answer(string body)
    {
        await using var server = ScriptedProvider.Saying(Answers.Stream(body));
        using var asking = new Asking(Asking.Loopback(server));

        var result = await asking.RunAsync();

        Assert.Equal(EgressFailureKind.AnswerUnreadable, result.Failure?.Kind);
        Assert.Equal($"What http://{server.Address} answered is not what its protocol says.", result.Failure?.Message);
    }
}
