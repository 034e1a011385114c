using System.Globalization;
using System.Text;

namespace CodeAssist.TestSupport;

/// <summary>What providers say, as whole HTTP answers or as pieces of a stream.</summary>
public static class Answers
{
    public const string OpenAiEnd = "data: [DONE]\n\n";

    public static string OpenAiPiece(string text) =>
        $$"""data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1,"model":"m-2026","choices":[{"index":0,"delta":{"role":"assistant","content":"{{text}}"},"finish_reason":null}]}""" + "\n\n";

    public static string OpenAiFinish(string reason) =>
        $$"""data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1,"model":"m-2026","choices":[{"index":0,"delta":{},"finish_reason":"{{reason}}"}]}""" + "\n\n";

    public static string OpenAiUsage(int input, int cached, int output) =>
        string.Create(CultureInfo.InvariantCulture, $$$"""data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1,"model":"m-2026","choices":[],"usage":{"prompt_tokens":{{{input}}},"completion_tokens":{{{output}}},"total_tokens":{{{input + output}}},"prompt_tokens_details":{"cached_tokens":{{{cached}}} } } }""") + "\n\n";

    /// <summary>A call of a tool, in one stream: its head, its arguments in pieces.</summary>
    public static string OpenAiCall(int index, string id, string name, params string[] arguments) =>
        OpenAiDelta($$"""{"tool_calls":[{"index":{{index}},"id":"{{id}}","type":"function","function":{"name":"{{name}}","arguments":""} } ]}""")
        + string.Concat(arguments.Select(piece => OpenAiDelta($$"""{"tool_calls":[{"index":{{index}},"function":{"arguments":{{Quoted(piece)}} } }]}""")));

    public static string OpenAiCalls(params string[] calls) => Stream(string.Concat(calls) + OpenAiFinish("tool_calls") + OpenAiUsage(11, 4, 7) + OpenAiEnd);

    public static string OpenAi(params string[] pieces) =>
        Stream(string.Concat(pieces.Select(OpenAiPiece)) + OpenAiFinish("stop") + OpenAiUsage(11, 4, 7) + OpenAiEnd);

    /// <summary>A call of a tool, in one stream: its head, its arguments in pieces.</summary>
    public static string AnthropicCall(int index, string id, string name, params string[] arguments) =>
        AnthropicEvent("content_block_start", $$$"""{"type":"content_block_start","index":{{{index}}},"content_block":{"type":"tool_use","id":"{{{id}}}","name":"{{{name}}}","input":{} } }""")
        + string.Concat(arguments.Select(piece => AnthropicEvent(
            "content_block_delta", $$$"""{"type":"content_block_delta","index":{{{index}}},"delta":{"type":"input_json_delta","partial_json":{{{Quoted(piece)}}} } }""")))
        + AnthropicEvent("content_block_stop", $$"""{"type":"content_block_stop","index":{{index}}}""");

    /// <summary>A thought in two pieces, with what its provider knows it again by.</summary>
    public static string AnthropicThought(int index, string first, string second, string seal) =>
        AnthropicEvent("content_block_start", $$$"""{"type":"content_block_start","index":{{{index}}},"content_block":{"type":"thinking","thinking":"","signature":""} }""")
        + string.Concat(((string[])[first, second]).Select(piece => AnthropicEvent(
            "content_block_delta", $$$"""{"type":"content_block_delta","index":{{{index}}},"delta":{"type":"thinking_delta","thinking":{{{Quoted(piece)}}} } }""")))
        + AnthropicEvent("content_block_delta", $$$"""{"type":"content_block_delta","index":{{{index}}},"delta":{"type":"signature_delta","signature":"{{{seal}}}"} }""")
        + AnthropicEvent("content_block_stop", $$"""{"type":"content_block_stop","index":{{index}}}""");

    /// <summary>A thought that its provider keeps to itself.</summary>
    public static string AnthropicHiddenThought(int index, string data) =>
        AnthropicEvent("content_block_start", $$$"""{"type":"content_block_start","index":{{{index}}},"content_block":{"type":"redacted_thinking","data":"{{{data}}}"} }""")
        + AnthropicEvent("content_block_stop", $$"""{"type":"content_block_stop","index":{{index}}}""");

    public static string AnthropicCalls(params string[] calls) => Stream(
        AnthropicStart
        + string.Concat(calls)
        + AnthropicEvent("message_delta", """{"type":"message_delta","delta":{"stop_reason":"tool_use","stop_sequence":null},"usage":{"output_tokens":7}}""")
        + AnthropicEvent("message_stop", """{"type":"message_stop"}"""));

    public static string Anthropic(params string[] pieces) => Stream(
        AnthropicStart
        + AnthropicEvent("content_block_start", """{"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}""")
        + string.Concat(pieces.Select(piece => AnthropicEvent("content_block_delta", $$$"""{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"{{{piece}}}"}}""")))
        + AnthropicEvent("content_block_stop", """{"type":"content_block_stop","index":0}""")
        + AnthropicEvent("message_delta", """{"type":"message_delta","delta":{"stop_reason":"end_turn","stop_sequence":null},"usage":{"output_tokens":7}}""")
        + AnthropicEvent("message_stop", """{"type":"message_stop"}"""));

    public static string Stream(string body) => Whole(200, "text/event-stream", body);

    public static string Json(int status, string body) => Whole(status, "application/json", body);

    public static string Whole(int status, string type, string body, string headers = "") =>
        string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 {status} Status\r\n{headers}Content-Type: {type}\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}");

    public static string AnthropicStart { get; } =
        AnthropicEvent("message_start", """{"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant","model":"claude-m","content":[],"stop_reason":null,"stop_sequence":null,"usage":{"input_tokens":11,"cache_read_input_tokens":4,"cache_creation_input_tokens":0,"output_tokens":1}}}""");

    public static string OpenAiDelta(string delta) =>
        $$"""data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1,"model":"m-2026","choices":[{"index":0,"delta":{{delta}},"finish_reason":null}]}""" + "\n\n";

    // As JSON does it, which System.Text.Json would do, too, if this project could reflect.
    private static string Quoted(string text) => "\"" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal) + "\"";

    public static string AnthropicEvent(string name, string data) => $"event: {name}\ndata: {data}\n\n";
}
