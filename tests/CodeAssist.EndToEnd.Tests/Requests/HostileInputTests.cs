using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using CodeAssist.EndToEnd.Tests.Support;

namespace CodeAssist.EndToEnd.Tests.Requests;

/// <summary>Whatever comes in is answered as the error table says, and the next completion works.</summary>
public sealed class HostileInputTests : ProductTest
{
    private const int ParseError = -32700;
    private const int InvalidRequest = -32600;
    private const int MethodNotFound = -32601;
    private const int InvalidParams = -32602;

    private static readonly (string Body, string AnsweredId, int? Code)[] _table =
    [
        ("{", "null", ParseError),
        ("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"x\"} trailing", "null", ParseError),
        ("\0\0\0", "null", ParseError),
        ("", "null", ParseError),
        ("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"x\",\"params\":" + new string('[', 10_000), "null", ParseError),
        ("5", "null", InvalidRequest),
        ("[]", "null", InvalidRequest),
        ("[{\"jsonrpc\":\"2.0\",\"id\":900,\"method\":\"shutdown\"}]", "null", InvalidRequest),
        ("{}", "null", InvalidRequest),
        ("{\"jsonrpc\":\"1.0\",\"id\":900,\"method\":\"shutdown\"}", "900", InvalidRequest),
        ("{\"id\":900,\"method\":\"shutdown\"}", "900", InvalidRequest),
        ("{\"jsonrpc\":\"2.0\",\"id\":900}", "900", InvalidRequest),
        ("{\"jsonrpc\":\"2.0\",\"id\":900,\"method\":7}", "900", InvalidRequest),
        ("{\"jsonrpc\":\"2.0\",\"id\":{},\"method\":\"shutdown\"}", "null", InvalidRequest),
        ("{\"jsonrpc\":\"2.0\",\"id\":[1],\"method\":\"shutdown\"}", "null", InvalidRequest),
        ("{\"jsonrpc\":\"2.0\",\"id\":true,\"method\":\"shutdown\"}", "null", InvalidRequest),
        ("{\"jsonrpc\":\"2.0\",\"id\":null,\"method\":\"shutdown\"}", "null", InvalidRequest),
        ("{\"jsonrpc\":\"2.0\",\"id\":1.5,\"method\":\"shutdown\"}", "null", InvalidRequest),
        ("{\"jsonrpc\":\"2.0\",\"id\":900,\"method\":\"shutdown\",\"params\":3}", "900", InvalidRequest),
        ("{\"jsonrpc\":\"2.0\",\"id\":900,\"method\":\"initialize\",\"params\":{\"capabilities\":{}}}", "900", InvalidRequest),
        ("{\"jsonrpc\":\"2.0\",\"id\":900,\"method\":\"textDocument/hover\",\"params\":{}}", "900", MethodNotFound),
        ("{\"jsonrpc\":\"2.0\",\"id\":900,\"method\":\"$/unheardOf\"}", "900", MethodNotFound),
        ("{\"jsonrpc\":\"2.0\",\"id\":\"nine\",\"method\":\"\"}", "\"nine\"", MethodNotFound),
        ("{\"jsonrpc\":\"2.0\",\"id\":900,\"method\":\"textDocument/inlineCompletion\"}", "900", InvalidParams),
        ("{\"jsonrpc\":\"2.0\",\"id\":900,\"method\":\"textDocument/inlineCompletion\",\"params\":[]}", "900", InvalidParams),
        ("{\"jsonrpc\":\"2.0\",\"id\":900,\"method\":\"textDocument/inlineCompletion\",\"params\":{\"textDocument\":5}}", "900", InvalidParams),

        // Not answered at all.
        ("{\"jsonrpc\":\"2.0\",\"method\":\"telemetry/unheardOf\",\"params\":{}}", "", null),
        ("{\"jsonrpc\":\"2.0\",\"id\":77,\"result\":null}", "", null),
        ("{\"jsonrpc\":\"2.0\",\"id\":\"x\",\"error\":{\"code\":\"no\",\"message\":5}}", "", null),
        ("{\"jsonrpc\":\"2.0\",\"method\":\"$/cancelRequest\",\"params\":{\"id\":12345}}", "", null),
        ("{\"jsonrpc\":\"2.0\",\"method\":\"$/setTrace\",\"params\":{\"value\":{}}}", "", null),
        ("{\"jsonrpc\":\"2.0\",\"method\":\"workspace/didChangeConfiguration\",\"params\":{\"settings\":\"all\"}}", "", null),
        ("{\"jsonrpc\":\"2.0\",\"method\":\"workspace/didChangeWorkspaceFolders\",\"params\":{\"event\":{\"added\":[{\"uri\":null}]}}}", "", null),
        ("{\"jsonrpc\":\"2.0\",\"method\":\"textDocument/didChange\",\"params\":{\"textDocument\":{\"uri\":\"file:///x\",\"version\":\"two\"}}}", "", null),
        ("{\"jsonrpc\":\"2.0\",\"method\":\"textDocument/didClose\",\"params\":{\"textDocument\":{\"uri\":\"file:///never-opened\"}}}", "", null),
        ("{\"jsonrpc\":\"2.0\",\"method\":\"initialized\",\"params\":{}}", "", null),
    ];

    [Fact]
    public async Task Every_bad_message_is_answered_by_the_table_and_a_completion_still_works_after_it()
    {
        var server = await StartReadyServerAsync();

        foreach (var (body, answeredId, code) in _table)
        {
            TestContext.Current.TestOutputHelper?.WriteLine(body.Length > 200 ? body[..200] : body);
            await server.Editor.SendBodyAsync(body);
            await IsAnsweredAsync(server, answeredId, code);
        }
    }

    [Fact]
    public async Task Bytes_that_are_not_utf8_are_refused_and_a_completion_still_works()
    {
        var server = await StartReadyServerAsync();

        await server.Editor.SendBodyAsync([.. "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\""u8, 0xC3, 0x28, 0xFF, .. "\"}"u8]);

        await IsAnsweredAsync(server, "null", ParseError);
    }

    [Theory]
    [InlineData("content-length: {0}\r\n\r\n")]
    [InlineData("Content-Length:{0}\r\n\r\n")]
    [InlineData("Content-Type: application/vscode-jsonrpc; charset=utf-8\r\nContent-Length: {0}\r\n\r\n")]
    public async Task A_header_in_another_spelling_is_understood(string header)
    {
        var server = await StartReadyServerAsync();
        var body = "{\"jsonrpc\":\"2.0\",\"id\":900,\"method\":\"textDocument/hover\"}";

        // In pieces, as a slow pipe delivers them.
        foreach (var piece in (Header(header, body) + body).Chunk(11))
        {
            await server.Editor.SendBytesAsync(Encoding.UTF8.GetBytes(piece));
        }

        await IsAnsweredAsync(server, "900", MethodNotFound);
    }

    /// <summary>Where the next message starts cannot be known any more: the server ends, and the editor starts it again.</summary>
    [Theory]
    [InlineData("Content-Length: -5\r\n\r\n")]
    [InlineData("Content-Length: five\r\n\r\n")]
    [InlineData("Content-Length: 99999999999999999999\r\n\r\n")]
    [InlineData("Content-Length: 5\r\nContent-Length: 6\r\n\r\n")]
    [InlineData("Content-Type: text/plain\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")]
    [InlineData("\r\n\r\n")]
    public async Task A_length_that_cannot_be_believed_ends_the_server_in_order(string header)
    {
        var server = await StartReadyServerAsync();

        await server.Editor.SendBytesAsync(Encoding.ASCII.GetBytes(header));

        Assert.Equal(1, await server.ExitCodeAsync());
    }

    [Fact]
    public async Task A_header_without_end_ends_the_server_instead_of_filling_its_memory()
    {
        var server = await StartReadyServerAsync();

        await server.Editor.SendBytesAsync(Encoding.ASCII.GetBytes(new string('x', 10_000)));

        Assert.Equal(1, await server.ExitCodeAsync());
    }

    [Theory]
    [InlineData("Content-Len")]
    [InlineData("Content-Length: 100\r\n\r\n")]
    [InlineData("Content-Length: 100\r\n\r\n{\"jsonrpc\":")]
    [InlineData("Content-Length: 100000000\r\n\r\n{\"jsonrpc\":")]
    public async Task An_input_that_ends_within_a_message_ends_the_server_in_order(string half)
    {
        var server = await StartReadyServerAsync();

        await server.Editor.SendBytesAsync(Encoding.ASCII.GetBytes(half));
        await server.Editor.HangUpAsync();

        Assert.Equal(1, await server.ExitCodeAsync());
    }

    [Fact]
    public async Task Nothing_but_initialize_is_answered_before_initialize()
    {
        var server = StartServer();

        var refusal = await server.Editor.CallAsync("textDocument/inlineCompletion", new JsonObject());
        await server.GreetAsync();

        Assert.Equal(-32002, (int?)refusal["error"]?["code"]);
        Assert.NotNull(await server.CompleteAsync("file:///somewhere/Shelf.cs", CaretText.Obvious));
    }

    private static string Header(string form, string body) => form.Replace("{0}", body.Length.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);

    private static async Task IsAnsweredAsync(LanguageServer server, string answeredId, int? expectedCode)
    {
        if (expectedCode is { } code)
        {
            var answer = await server.Editor.AnswerToAsync(JsonNode.Parse(answeredId));
            Assert.Equal(code, (int?)answer["error"]?["code"]);
            Assert.NotEqual("", (string?)answer["error"]!["message"], StringComparer.Ordinal);
        }

        // An answer to what deserves none would be found unread at the end.
        Assert.NotNull(await server.CompleteAsync("file:///somewhere/Shelf.cs", CaretText.Obvious));
    }
}
