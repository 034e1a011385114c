using System.Text.Json;
using CodeAssist.Core.Providers;
using CodeAssist.Egress.Protocol;
using CodeAssist.Egress.Tests.Support;
using CodeAssist.TestSupport;

namespace CodeAssist.Egress.Tests.Chat;

/// <summary>Tools, schemas and reasoning through the real SDKs, and what becomes of calls that a model writes badly.</summary>
public sealed class ToolTests
{
    private const string Schema = """{"type":"object","properties":{"path":{"type":"string"}},"required":["path"],"additionalProperties":false}""";

    private static readonly ToolDeclaration[] _tools = [new("read_file", "Reads a file.", Schema), new("list_files", "Lists files.", """{"type":"object","properties":{}}""")];

    private static readonly ModelCard _card = new("loopback", "m-1", "M")
    {
        Tools = new Fact<bool>(true, "a test", new DateOnly(2026, 11, 22)),
        JsonSchema = new Fact<bool>(true, "a test", new DateOnly(2026, 11, 22)),
        Reasoning = new Fact<bool>(true, "a test", new DateOnly(2026, 11, 22)),
    };

    public static TheoryData<string> Dialects => ["OpenAi", "Anthropic"];

    [Theory]
    [MemberData(nameof(Dialects))]
    public async Task Calls_come_whole_with_their_ids_whatever_pieces_they_came_in(string dialect)
    {
        await using var server = ScriptedProvider.Saying(Calls(dialect, ("call_1", "read_file", ["{\"pa", "th\": \"a", ".cs\"}"]), ("call_2", "list_files", [])));
        using var asking = Ask(dialect, server);

        var result = await asking.RunAsync(Asking.Question() with { Tools = _tools });

        Assert.Null(result.Failure);
        Assert.Equal(ChatFinish.ToolCalls, result.Answer!.Finish);
        Assert.Equal([new ToolCall("call_1", "read_file", "{\"path\": \"a.cs\"}"), new ToolCall("call_2", "list_files", "{}")], result.Answer.Calls);
        Assert.Equal(7, result.Answer.Usage?.OutputTokens);
    }

    /// <summary>Case 48: what a model writes badly is nobody's call.</summary>
    [Theory]
    [InlineData("the arguments of read_file are not JSON, or not all of it", "read_file", "{\"path\": \"a")]
    [InlineData("the arguments of read_file are not JSON, or not all of it", "read_file", "{\"path\": NaN}")]
    [InlineData("the arguments of read_file name something twice", "read_file", "{\"path\": \"a\", \"path\": \"b\"}")]
    [InlineData("the arguments of read_file are not a JSON object", "read_file", "[\"a\"]")]
    [InlineData("nobody declared a tool 'delete_all'", "delete_all", "{}")]
    public async Task A_call_that_cannot_be_used_is_a_failure_that_names_it(string fault, string name, string arguments)
    {
        foreach (var dialect in (string[])["OpenAi", "Anthropic"])
        {
            await AssertRefusedAsync(dialect, fault, ("call_1", name, [arguments]));
        }
    }

    [Fact]
    public async Task Arguments_that_are_too_deep_or_too_long_are_refused_as_well()
    {
        var deep = string.Concat(Enumerable.Repeat("{\"a\":", 1000)) + "1" + new string('}', 1000);
        await AssertRefusedAsync("OpenAi", "the arguments of read_file are deeper than 64 levels", ("call_1", "read_file", [deep]));
        await AssertRefusedAsync("Anthropic", "the arguments of read_file are deeper than 64 levels", ("call_1", "read_file", [deep]));

        var longText = new string('x', 600 * 1024);
        await AssertRefusedAsync("OpenAi", "the arguments of read_file are longer than 1 MiB", ("call_1", "read_file", ["{\"path\": \"", longText, longText, "\"}"]));
    }

    [Fact]
    public async Task Two_calls_with_one_id_are_refused_together() =>
        await AssertRefusedAsync("Anthropic", "two calls have the id 'call_1'", ("call_1", "read_file", ["{\"path\": \"a\"}"]), ("call_1", "list_files", ["{}"]));

    [Fact]
    public async Task A_provider_that_numbers_all_calls_alike_is_understood()
    {
        await using var server = ScriptedProvider.Saying(Answers.OpenAiCalls(Answers.OpenAiCall(0, "a", "read_file", "{\"path\": \"1\"}"), Answers.OpenAiCall(0, "b", "read_file", "{\"path\": \"2\"}")));
        using var asking = Ask("OpenAi", server);

        var result = await asking.RunAsync(Asking.Question() with { Tools = _tools });

        Assert.Equal(["a", "b"], result.Answer!.Calls!.Select(call => call.Id), StringComparer.Ordinal);
    }

    [Fact]
    public async Task A_conversation_with_tools_is_written_as_openai_reads_it()
    {
        using var body = await BodyAsync("OpenAi", Conversation());

        var root = body.RootElement;
        Assert.Equal("read_file", root.GetProperty("tools")[0].GetProperty("function").GetProperty("name").GetString());
        Assert.Equal(Schema, root.GetProperty("tools")[0].GetProperty("function").GetProperty("parameters").GetRawText());
        var call = root.GetProperty("messages")[2].GetProperty("tool_calls")[0];
        Assert.Equal("call_1", call.GetProperty("id").GetString());
        Assert.Equal("{\"path\": \"a.cs\"}", call.GetProperty("function").GetProperty("arguments").GetString());
        var result = root.GetProperty("messages")[3];
        Assert.Equal(("tool", "call_1", "class A;"), (result.GetProperty("role").GetString(), result.GetProperty("tool_call_id").GetString(), result.GetProperty("content").GetString()));
    }

    [Fact]
    public async Task A_conversation_with_tools_is_written_as_anthropic_reads_it()
    {
        using var body = await BodyAsync("Anthropic", Conversation());

        var root = body.RootElement;
        Assert.Equal("read_file", root.GetProperty("tools")[0].GetProperty("name").GetString());
        var call = root.GetProperty("messages")[1].GetProperty("content")[1];
        Assert.Equal(("tool_use", "call_1", "a.cs"), (call.GetProperty("type").GetString(), call.GetProperty("id").GetString(), call.GetProperty("input").GetProperty("path").GetString()));
        var result = root.GetProperty("messages")[2];
        Assert.Equal("user", result.GetProperty("role").GetString());
        Assert.Equal("call_1", result.GetProperty("content")[0].GetProperty("tool_use_id").GetString());
    }

    [Fact]
    public async Task A_schema_is_asked_for_strictly()
    {
        var question = Asking.Question() with { Schema = new AnswerSchema("review", Schema) };
        using var openAi = await BodyAsync("OpenAi", question);
        using var anthropic = await BodyAsync("Anthropic", question);

        var format = openAi.RootElement.GetProperty("response_format").GetProperty("json_schema");
        Assert.Equal(("review", true), (format.GetProperty("name").GetString(), format.GetProperty("strict").GetBoolean()));
        Assert.Equal(Schema, format.GetProperty("schema").GetRawText());
        Assert.Equal("json_schema", anthropic.RootElement.GetProperty("output_config").GetProperty("format").GetProperty("type").GetString());
    }

    [Fact]
    public async Task An_effort_is_said_in_each_dialect()
    {
        var question = Asking.Question() with { Effort = ChatEffort.High };
        using var openAi = await BodyAsync("OpenAi", question);
        using var anthropic = await BodyAsync("Anthropic", question);

        Assert.Equal("high", openAi.RootElement.GetProperty("reasoning_effort").GetString());
        Assert.Equal("high", anthropic.RootElement.GetProperty("output_config").GetProperty("effort").GetString());
    }

    [Fact]
    public async Task What_openai_does_differently_is_heeded()
    {
        var openAi = Protocol.Catalogue.CatalogueFiles.Shipped.FindProvider("openai")!.Quirks;
        using var body = await BodyAsync("OpenAi", Asking.Question() with { Tools = _tools }, openAi);

        var root = body.RootElement;
        Assert.False(root.GetProperty("store").GetBoolean());
        Assert.Equal(64, root.GetProperty("max_completion_tokens").GetInt32());
        Assert.False(root.TryGetProperty("temperature", out _));
        Assert.Equal("none", root.GetProperty("reasoning_effort").GetString());
    }

    [Fact]
    public async Task Who_does_not_know_stream_options_is_not_sent_them()
    {
        using var body = await BodyAsync("OpenAi", Asking.Question(), Protocol.Catalogue.CatalogueFiles.Shipped.FindProvider("cohere")!.Quirks);

        Assert.False(body.RootElement.TryGetProperty("stream_options", out _));
        Assert.True(body.RootElement.GetProperty("stream").GetBoolean());
    }

    [Fact]
    public async Task Tokens_that_a_model_thought_to_itself_are_counted()
    {
        const string usage = """data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1,"model":"m-2026","choices":[],"usage":{"prompt_tokens":11,"completion_tokens":70,"total_tokens":81,"completion_tokens_details":{"reasoning_tokens":50}}}""";
        await using var server = ScriptedProvider.Saying(Answers.Stream(Answers.OpenAiPiece("x") + Answers.OpenAiFinish("stop") + usage + "\n\n" + Answers.OpenAiEnd));
        using var asking = Ask("OpenAi", server);

        Assert.Equal(new ChatUsage(11, 0, 70, 50), (await asking.RunAsync()).Answer?.Usage);
    }

    [Theory]
    [InlineData("It is not known whether loopback/m-1 can call tools; nothing was sent.", true, false, false, null)]
    [InlineData("loopback/m-1 cannot call tools; nothing was sent.", true, false, false, false)]
    [InlineData("It is not known whether loopback/m-1 can hold its answers to a JSON schema; nothing was sent.", false, true, false, null)]
    [InlineData("It is not known whether loopback/m-1 can reason; nothing was sent.", false, false, true, null)]
    public async Task What_a_model_is_not_known_to_do_is_not_asked_for(string expected, bool tools, bool schema, bool effort, bool? known)
    {
        await using var server = ScriptedProvider.Sink();
        var card = new ModelCard("loopback", "m-1", "M") { Tools = known is { } value ? new Fact<bool>(value, "a test", new DateOnly(2026, 11, 22)) : null };
        using var asking = new Asking(Asking.Loopback(server)) { Card = card };

        var result = await asking.RunAsync(Asking.Question() with
        {
            Tools = tools ? _tools : null,
            Schema = schema ? new AnswerSchema("a", Schema) : null,
            Effort = effort ? ChatEffort.Low : null,
        });

        Assert.Equal((EgressFailureKind.FeatureUnknown, expected), (result.Failure!.Kind, result.Failure.Message));
        Assert.Equal(0, server.Connections);
    }

    [Fact]
    public async Task A_schema_that_is_not_json_is_not_sent()
    {
        await using var server = ScriptedProvider.Sink();
        using var asking = Ask("OpenAi", server);

        var result = await asking.RunAsync(Asking.Question() with { Schema = new AnswerSchema("a", "{") });

        Assert.Equal(EgressFailureKind.InvalidRequest, result.Failure?.Kind);
        Assert.Equal(0, server.Connections);
    }

    private static async Task AssertRefusedAsync(string dialect, string fault, params (string Id, string Name, string[] Arguments)[] calls)
    {
        await using var server = ScriptedProvider.Saying(Calls(dialect, calls));
        using var asking = Ask(dialect, server);

        var result = await asking.RunAsync(Asking.Question() with { Tools = _tools });

        Assert.Null(result.Answer);
        Assert.Equal(EgressFailureKind.ToolCallUnusable, result.Failure?.Kind);
        Assert.EndsWith($"cannot be used: {fault}.", result.Failure?.Message, StringComparison.Ordinal);
        Assert.Equal(7, result.Usage?.OutputTokens);
        Assert.Single(server.Requests);
    }

    private static ChatParams Conversation() => new(
        "call-1",
        "loopback",
        "m-1",
        [
            new ChatTurn(ChatSpeaker.System, "Be brief."),
            new ChatTurn(ChatSpeaker.User, "What is in a.cs?"),
            new ChatTurn(ChatSpeaker.Assistant, "I look.", [new ToolCall("call_1", "read_file", "{\"path\": \"a.cs\"}")]),
            new ChatTurn(ChatSpeaker.Tool, "", Results: [new ToolResult("call_1", "class A;")]),
        ],
        MaxOutputTokens: 64,
        Temperature: null,
        _tools);

    private static async Task<JsonDocument> BodyAsync(string dialect, ChatParams question, ProviderQuirks? quirks = null)
    {
        await using var server = ScriptedProvider.Saying(dialect is "OpenAi" ? Answers.OpenAi("x") : Answers.Anthropic("x"));
        using var asking = new Asking(Provider(dialect, server) with { Quirks = quirks ?? ProviderQuirks.Unknown }) { Card = _card };

        Assert.Null((await asking.RunAsync(question)).Failure);
        return JsonDocument.Parse(Assert.Single(server.Requests).Body);
    }

    private static Asking Ask(string dialect, ScriptedProvider server) => new(Provider(dialect, server)) { Card = _card };

    private static Provider Provider(string dialect, ScriptedProvider server) => dialect is "OpenAi" ? Asking.Loopback(server) : Asking.LoopbackAnthropic(server);

    private static string Calls(string dialect, params (string Id, string Name, string[] Arguments)[] calls) => dialect is "OpenAi"
        ? Answers.OpenAiCalls([.. calls.Select((call, index) => Answers.OpenAiCall(index, call.Id, call.Name, call.Arguments))])
        : Answers.AnthropicCalls([.. calls.Select((call, index) => Answers.AnthropicCall(index, call.Id, call.Name, call.Arguments))]);
}
