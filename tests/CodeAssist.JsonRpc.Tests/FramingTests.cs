using System.Text;
using System.Text.Json.Nodes;

namespace CodeAssist.JsonRpc.Tests;

public sealed class FramingTests
{
    private const string Ask = """{"jsonrpc":"2.0","id":1,"method":"add","params":{"left":1,"right":2}}""";

    [Fact]
    public async Task A_message_may_arrive_byte_by_byte()
    {
        await using var wire = Wire.WithMethods();
        foreach (var one in Encoding.UTF8.GetBytes($"Content-Length: {Ask.Length}\r\n\r\n{Ask}"))
        {
            await wire.Peer.SendBytesAsync(new[] { one });
        }

        Assert.Equal(3, (int?)(await wire.Peer.AnswerToAsync(1))["result"]);
    }

    [Fact]
    public async Task Many_messages_may_arrive_in_one_piece()
    {
        await using var wire = Wire.WithMethods();
        var all = string.Concat(Enumerable.Range(1, 50).Select(id =>
        {
            var body = Ask.Replace("\"id\":1", $"\"id\":{id}", StringComparison.Ordinal);
            return $"Content-Length: {body.Length}\r\n\r\n{body}";
        }));

        await wire.Peer.SendBytesAsync(Encoding.UTF8.GetBytes(all));

        for (var id = 1; id <= 50; id++)
        {
            Assert.Equal(3, (int?)(await wire.Peer.AnswerToAsync(id))["result"]);
        }
    }

    [Theory]
    [InlineData("content-length: {0}\r\n\r\n")]
    [InlineData("Content-Length:{0}\r\n\r\n")]
    [InlineData("Content-Length:   {0}  \r\n\r\n")]
    [InlineData("Content-Type: application/vscode-jsonrpc; charset=utf8\r\nContent-Length: {0}\r\n\r\n")]
    [InlineData("Content-Length: {0}\r\nContent-Type: application/vscode-jsonrpc; charset=utf-8\r\n\r\n")]
    public async Task Headers_are_read_as_liberally_as_the_protocol_allows(string header)
    {
        await using var wire = Wire.WithMethods();

        await wire.Peer.SendBytesAsync(Encoding.UTF8.GetBytes(header.Replace("{0}", $"{Ask.Length}", StringComparison.Ordinal) + Ask));

        Assert.Equal(3, (int?)(await wire.Peer.AnswerToAsync(1))["result"]);
    }

    [Fact]
    public async Task The_length_counts_bytes_not_characters()
    {
        await using var wire = new Wire(new MethodTable(new TestSupport.RecordingLogger()).On(
            "echo", WireJsonContext.Default.Text, WireJsonContext.Default.Text, (text, _) => Task.FromResult(text)));

        var answer = await wire.Peer.CallAsync("echo", new JsonObject { ["value"] = "Grüße 😀 \ud83d" });

        // Half a character arrives as the replacement of the same length.
        Assert.Equal("Grüße 😀 \ufffd", (string?)answer["result"]!["value"]);
    }

    [Fact]
    public async Task A_message_over_the_limit_is_skipped_and_reported()
    {
        await using var wire = Wire.WithMethods(new JsonRpcOptions { MaxBodyBytes = 1000 });
        var change = new JsonObject
        {
            ["textDocument"] = new JsonObject { ["uri"] = "file:///big.cs" },
            ["text"] = new string('x', 300_000),
        };

        await wire.Peer.NotifyAsync("textDocument/didChange", change);

        await wire.AssertAliveAsync();
        var skipped = Assert.Single(wire.Sink.Oversized);
        Assert.Equal("textDocument/didChange", skipped.Method);
        Assert.Equal("file:///big.cs", skipped.FindText("params", "textDocument", "uri"));
        Assert.Null(skipped.FindText("params", "text"));
        Assert.True(skipped.ByteCount > 300_000);
        Assert.Contains(wire.Logger.Entries, entry => entry.Message.Contains("skipped", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_request_over_the_limit_is_answered()
    {
        await using var wire = Wire.WithMethods(new JsonRpcOptions { MaxBodyBytes = 1000 });

        var answer = await wire.Peer.CallAsync("add", new JsonObject { ["left"] = new string('1', 20_000) });

        Assert.Equal(-32600, (int?)answer["error"]!["code"]);
        await wire.AssertAliveAsync();
    }

    [Theory]
    [InlineData("""{"params":{"other":{"uri":"no"},"textDocument":{"version":3,"uri":"file:///a.cs"}""", "file:///a.cs")]
    [InlineData("""{"textDocument":{"uri":"no"},"params":{"textDocument":{}}}""", null)]
    [InlineData("""{"params":{"textDocument":"no"},"uri":"no"}""", null)]
    [InlineData("""{"params":{"textDocument":{"uri":5}}}""", null)]
    [InlineData("""{"params":{"textDocument":{"uri":"file:///cut-o""", null)]
    [InlineData("""not json at all""", null)]
    [InlineData("""[{"params":{"textDocument":{"uri":"no"}}}]""", null)]
    [InlineData("", null)]
    public void The_head_of_a_skipped_message_is_searched_by_path(string head, string? expected) =>
        Assert.Equal(expected, new OversizedMessage(1, Encoding.UTF8.GetBytes(head)).FindText("params", "textDocument", "uri"));

    [Theory]
    [InlineData("""a\ud83db""", """a\ufffdb""")]
    [InlineData("""\ud83d\ude00""", """\ud83d\ude00""")]
    [InlineData("""\ude00\ud83d""", """\ufffd\ufffd""")]
    [InlineData("""\ud83d\ud83d\ude00""", """\ufffd\ud83d\ude00""")]
    [InlineData("""\ud83d\n\ude00""", """\ufffd\n\ufffd""")]
    [InlineData("""\\ud83d""", """\\ud83d""")]
    [InlineData("""\\\ud83d""", """\\\ufffd""")]
    [InlineData("""\uD83D""", """\ufffd""")]
    [InlineData("""\u00e9\""", """\u00e9\""")]
    [InlineData("""\ud8""", """\ud8""")]
    [InlineData("""\ud83d\u""", """\ufffd\u""")]
    [InlineData("""\ud8zz""", """\ud8zz""")]
    public void Half_characters_are_repaired_in_place(string json, string expected)
    {
        var bytes = Encoding.UTF8.GetBytes(json);

        LoneSurrogates.Repair(bytes);

        Assert.Equal(expected, Encoding.UTF8.GetString(bytes));
    }
}
