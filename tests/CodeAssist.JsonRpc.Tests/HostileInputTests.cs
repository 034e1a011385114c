using System.Text;

namespace CodeAssist.JsonRpc.Tests;

/// <summary>What a broken or hostile other end may send, and what it hears. After each the connection must still serve.</summary>
public sealed class HostileInputTests
{
    [Theory]
    [InlineData("", "null", -32700)]
    [InlineData("{", "null", -32700)]
    [InlineData("not json", "null", -32700)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"add"}}""", "null", -32700)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"add",}""", "null", -32700)]
    [InlineData("""{"jsonrpc":"2.0","id":1 "method":"add"}""", "null", -32700)]
    [InlineData("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"a\ndd\"}", "null", -32700)]
    [InlineData("""[{"jsonrpc":"2.0","id":1,"method":"add"}]""", "null", -32600)]
    [InlineData("[]", "null", -32600)]
    [InlineData("[", "null", -32700)]
    [InlineData("42", "null", -32600)]
    [InlineData("null", "null", -32600)]
    [InlineData("{}", "null", -32600)]
    [InlineData("""{"id":7,"method":"add"}""", "7", -32600)]
    [InlineData("""{"jsonrpc":"1.0","id":7,"method":"add"}""", "7", -32600)]
    [InlineData("""{"jsonrpc":2.0,"id":7,"method":"add"}""", "7", -32600)]
    [InlineData("""{"jsonrpc":"2.0","id":7}""", "7", -32600)]
    [InlineData("""{"jsonrpc":"2.0","id":7,"method":null}""", "7", -32600)]
    [InlineData("""{"jsonrpc":"2.0","id":7,"method":["add"]}""", "7", -32600)]
    [InlineData("""{"jsonrpc":"2.0","id":7,"method":"add","params":5}""", "7", -32600)]
    [InlineData("""{"jsonrpc":"2.0","id":null,"method":"add"}""", "null", -32600)]
    [InlineData("""{"jsonrpc":"2.0","id":1.5,"method":"add"}""", "null", -32600)]
    [InlineData("""{"jsonrpc":"2.0","id":true,"method":"add"}""", "null", -32600)]
    [InlineData("""{"jsonrpc":"2.0","id":{},"method":"add"}""", "null", -32600)]
    [InlineData("""{"jsonrpc":"2.0","id":99999999999999999999,"method":"add"}""", "null", -32600)]
    [InlineData("""{"jsonrpc":"2.0","id":7,"method":"unknown"}""", "7", -32601)]
    [InlineData("""{"jsonrpc":"2.0","id":7,"method":""}""", "7", -32601)]
    [InlineData("""{"jsonrpc":"2.0","id":7,"method":"add"}""", "7", -32602)]
    [InlineData("""{"jsonrpc":"2.0","id":7,"method":"add","params":null}""", "7", -32602)]
    [InlineData("""{"jsonrpc":"2.0","id":7,"method":"add","params":[1,2]}""", "7", -32602)]
    [InlineData("""{"jsonrpc":"2.0","id":7,"method":"add","params":{"left":1,"right":"2"}}""", "7", -32602)]
    [InlineData("""{"jsonrpc":"2.0","id":7,"method":"add","params":{"left":1,"right":99999999999}}""", "7", -32602)]
    [InlineData("""{"jsonrpc":"2.0","id":"7","method":"unknown"}""", "\"7\"", -32601)]
    [InlineData("""{"jsonrpc":"2.0","id":-1,"method":"unknown"}""", "-1", -32601)]
    [InlineData("""{"jsonrpc":"2.0","id":"\ud800","method":"unknown"}""", "\"\\uFFFD\"", -32601)]
    public async Task A_bad_body_gets_its_error_and_the_connection_lives_on(string body, string id, int code)
    {
        await using var wire = Wire.WithMethods();

        await wire.Peer.SendBodyAsync(body);

        var answer = await wire.Peer.NextAsync();
        Assert.Equal(code, (int?)answer["error"]!["code"]);
        Assert.Equal(id, answer["id"]?.ToJsonString() ?? "null");
        await wire.AssertAliveAsync();
    }

    [Fact]
    public async Task A_body_that_is_not_utf8_gets_a_parse_error()
    {
        await using var wire = Wire.WithMethods();

        await wire.Peer.SendBodyAsync([.. "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\""u8, 0xC3, 0x28, .. "\"}"u8]);

        Assert.Equal(-32700, (int?)(await wire.Peer.NextAsync())["error"]!["code"]);
        await wire.AssertAliveAsync();
    }

    [Fact]
    public async Task A_body_nested_without_end_gets_a_parse_error()
    {
        await using var wire = Wire.WithMethods();

        await wire.Peer.SendBodyAsync($$"""{"jsonrpc":"2.0","id":1,"method":"add","params":{{new string('[', 100_000)}}""");

        Assert.Equal(-32700, (int?)(await wire.Peer.NextAsync())["error"]!["code"]);
        await wire.AssertAliveAsync();
    }

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","method":"unknown"}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"$/unknown","params":{}}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"$/cancelRequest"}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":null}}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":1.5}}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":4711}}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"$/cancelRequest","params":[1]}""")]
    [InlineData("""{"jsonrpc":"2.0","id":4711,"result":null}""")]
    [InlineData("""{"jsonrpc":"2.0","id":null,"error":{"code":-32700,"message":"?"}}""")]
    [InlineData("""{"jsonrpc":"2.0","result":1}""")]
    [InlineData("""{"id":1,"result":1}""")]
    public async Task A_message_that_asks_for_no_answer_gets_none(string body)
    {
        await using var wire = Wire.WithMethods();

        await wire.Peer.SendBodyAsync(body);

        // Disposing fails on any other message.
        await wire.AssertAliveAsync();
    }

    [Theory]
    [InlineData("Content-Length: x\r\n\r\n{}")]
    [InlineData("Content-Length: -2\r\n\r\n{}")]
    [InlineData("Content-Length: +2\r\n\r\n{}")]
    [InlineData("Content-Length: 0x2\r\n\r\n{}")]
    [InlineData("Content-Length: 99999999999999999999\r\n\r\n{}")]
    [InlineData("Content-Length:\r\n\r\n{}")]
    [InlineData("Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}")]
    [InlineData("Content-Type: application/json\r\n\r\n{}")]
    [InlineData("Content-Length 2\r\n\r\n{}")]
    [InlineData("\r\n\r\n{}")]
    [InlineData("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")]
    public async Task A_broken_header_ends_the_connection(string bytes)
    {
        await using var wire = Wire.WithMethods();

        await wire.Peer.SendBytesAsync(Encoding.UTF8.GetBytes(bytes));

        Assert.Equal(ConnectionEndKind.BrokenHeader, (await wire.End).Kind);
    }

    [Fact]
    public async Task A_header_without_end_is_not_kept_forever()
    {
        await using var wire = Wire.WithMethods();

        await wire.Peer.SendBytesAsync(Encoding.ASCII.GetBytes("X: " + new string('x', 5000)));

        Assert.Equal(ConnectionEndKind.BrokenHeader, (await wire.End).Kind);
    }

    [Theory]
    [InlineData("", ConnectionEndKind.EndOfInput)]
    [InlineData("Content-Le", ConnectionEndKind.HalfMessage)]
    [InlineData("Content-Length: 10\r\n\r\n", ConnectionEndKind.HalfMessage)]
    [InlineData("Content-Length: 10\r\n\r\n{\"json", ConnectionEndKind.HalfMessage)]
    [InlineData("Content-Length: 1000000000000000000\r\n\r\n{\"json", ConnectionEndKind.HalfMessage)]
    public async Task An_end_within_a_message_is_told_from_one_between_two(string bytes, ConnectionEndKind expected)
    {
        await using var wire = Wire.WithMethods();

        await wire.Peer.SendBytesAsync(Encoding.ASCII.GetBytes(bytes));
        await wire.Peer.HangUpAsync();

        Assert.Equal(expected, (await wire.End).Kind);
    }

    [Fact]
    public async Task The_same_id_twice_at_once_is_refused_and_the_first_request_stays()
    {
        await using var wire = Wire.WithMethods();
        await wire.Peer.SendBodyAsync("""{"jsonrpc":"2.0","id":"a","method":"wait"}""");
        await wire.Peer.SendBodyAsync("""{"jsonrpc":"2.0","id":"a","method":"wait"}""");
        Assert.Equal(-32600, (int?)(await wire.Peer.NextAsync())["error"]!["code"]);

        await wire.Peer.SendBodyAsync("""{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":"a"}}""");

        Assert.Equal(-32800, (int?)(await wire.Peer.NextAsync())["error"]!["code"]);
    }

    [Fact]
    public async Task Random_bytes_never_break_more_than_the_connection()
    {
#pragma warning disable CA5394 // Repeatable noise for a test.
        var random = new Random(7);
        for (var round = 0; round < 200; round++)
        {
            await using var wire = Wire.WithMethods();
            var body = Encoding.UTF8.GetBytes("""{"jsonrpc":"2.0","id":7,"method":"add","params":{"left":1,"right":2}}""");
            for (var flips = random.Next(1, 6); flips > 0; flips--)
            {
                body[random.Next(body.Length)] = (byte)random.Next(256);
            }
#pragma warning restore CA5394

            await wire.Peer.SendBodyAsync(body);

            // Whatever the bytes say, the next request is answered; the answer to the damaged one, if any, comes with it.
            await wire.AssertAliveAsync();
            await wire.Peer.HangUpAsync();
            Assert.Equal(ConnectionEndKind.EndOfInput, (await wire.End).Kind);
            await wire.Peer.EndOfOutputAsync();
            wire.Peer.IgnoreAll();
        }
    }
}
