using System.Security.Cryptography;
using System.Text.Json;
using CodeAssist.Core.Providers;
using CodeAssist.Egress.Protocol;
using CodeAssist.Egress.Tests.Support;
using CodeAssist.TestSupport;

namespace CodeAssist.Egress.Tests.Chat;

/// <summary>What a model thinks to itself before it calls tools: Anthropic refuses the next turn unless it comes back as it was.</summary>
public sealed class ThoughtTests
{
    private static readonly ToolDeclaration[] _tools = [new("read_file", "Reads a file.", """{"type":"object","properties":{"path":{"type":"string"}}}""")];

    private static readonly ModelCard _card = new("loopback", "m-1", "M")
    {
        Tools = new Fact<bool>(true, "a test", new DateOnly(2026, 11, 22)),
        Reasoning = new Fact<bool>(true, "a test", new DateOnly(2026, 11, 22)),
    };

    // As long as real ones are, and the same in each run.
    private static readonly string _seal = Convert.ToBase64String([.. Enumerable.Range(0, 64).SelectMany(part => SHA256.HashData([(byte)part]))]);

    private static readonly string _calls = Answers.AnthropicCalls(
        Answers.AnthropicThought(0, "It may be\n", "in \"a.cs\".", _seal),
        Answers.AnthropicHiddenThought(1, "EmwKAhgBEgy3va3pzix"),
        Answers.AnthropicCall(2, "call_1", "read_file", "{\"path\": \"a.cs\"}"));

    private static ChatParams Question => Asking.Question() with { Tools = _tools, Temperature = null, Effort = ChatEffort.High };

    [Fact]
    public async Task Thoughts_come_with_the_calls_that_they_led_to_and_not_as_text()
    {
        await using var server = ScriptedProvider.Saying(_calls);
        using var asking = new Asking(Asking.LoopbackAnthropic(server)) { Card = _card };

        var answer = (await asking.RunAsync(Question)).Answer!;

        Assert.Equal([new ChatThought("It may be\nin \"a.cs\".", _seal, IsHidden: false), new ChatThought("", "EmwKAhgBEgy3va3pzix", IsHidden: true)], answer.Thoughts!);
        Assert.Equal("call_1", Assert.Single(answer.Calls!).Id);
        Assert.Equal("", asking.Text);
    }

    [Fact]
    public async Task They_go_back_before_the_calls_letter_by_letter_after_the_way_over_the_wire()
    {
        await using var server = ScriptedProvider.Start(exchange => exchange.SendAsync(
            exchange.Request.Body.Contains("tool_result", StringComparison.Ordinal) ? Answers.Anthropic("A class.") : _calls));
        using var asking = new Asking(Asking.LoopbackAnthropic(server)) { Card = _card };

        var said = Carried((await asking.RunAsync(Question)).Answer!);
        ChatTurn[] turns =
        [
            .. Question.Turns,
            new ChatTurn(ChatSpeaker.Assistant, "", said.Calls, Thoughts: said.Thoughts),
            new ChatTurn(ChatSpeaker.Tool, "", Results: [new ToolResult("call_1", "class A;")]),
        ];
        var result = await asking.RunAsync(Carried(Question with { Turns = turns }));

        Assert.Null(result.Failure);
        Assert.Equal("A class.", asking.Text);
        using var body = JsonDocument.Parse(server.Requests[1].Body);
        var content = body.RootElement.GetProperty("messages")[1].GetProperty("content");
        Assert.Equal(["thinking", "redacted_thinking", "tool_use"], content.EnumerateArray().Select(block => block.GetProperty("type").GetString()!), StringComparer.Ordinal);
        Assert.Equal(("It may be\nin \"a.cs\".", _seal), (content[0].GetProperty("thinking").GetString(), content[0].GetProperty("signature").GetString()));
        Assert.Equal("EmwKAhgBEgy3va3pzix", content[1].GetProperty("data").GetString());
        Assert.Empty(asking.Attempts[1].Rules);
    }

    [Fact]
    public async Task Thoughts_that_lead_to_no_call_are_nobodys()
    {
        await using var server = ScriptedProvider.Saying(Answers.Stream(
            Answers.AnthropicStart
            + Answers.AnthropicThought(0, "Simple", ".", _seal)
            + Answers.AnthropicEvent("content_block_start", """{"type":"content_block_start","index":1,"content_block":{"type":"text","text":"Yes."}}""")
            + Answers.AnthropicEvent("content_block_stop", """{"type":"content_block_stop","index":1}""")
            + Answers.AnthropicEvent("message_delta", """{"type":"message_delta","delta":{"stop_reason":"end_turn","stop_sequence":null},"usage":{"output_tokens":7}}""")
            + Answers.AnthropicEvent("message_stop", """{"type":"message_stop"}""")));
        using var asking = new Asking(Asking.LoopbackAnthropic(server)) { Card = _card };

        var answer = (await asking.RunAsync(Question)).Answer!;

        Assert.Null(answer.Thoughts);
        Assert.Equal("Yes.", asking.Text);
    }

    [Fact]
    public async Task A_provider_of_another_dialect_is_not_told_them()
    {
        await using var server = ScriptedProvider.Saying(Answers.OpenAi("x"));
        using var asking = new Asking(Asking.Loopback(server)) { Card = _card };
        ChatTurn[] turns = [.. Question.Turns, new ChatTurn(ChatSpeaker.Assistant, "I look.", Thoughts: [new ChatThought("Hm.", _seal, IsHidden: false)])];

        Assert.Null((await asking.RunAsync(Question with { Turns = turns })).Failure);
        Assert.DoesNotContain("Hm.", Assert.Single(server.Requests).Body, StringComparison.Ordinal);
    }

    private static ChatAnswer Carried(ChatAnswer answer) =>
        JsonSerializer.Deserialize(JsonSerializer.Serialize(new ChatResult(answer, null), EgressJsonContext.Default.ChatResult), EgressJsonContext.Default.ChatResult)!.Answer!;

    private static ChatParams Carried(ChatParams question) =>
        JsonSerializer.Deserialize(JsonSerializer.Serialize(question, EgressJsonContext.Default.ChatParams), EgressJsonContext.Default.ChatParams)!;
}
