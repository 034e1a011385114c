using System.Text.Json.Nodes;

namespace CodeAssist.Lsp.Tests;

/// <summary>What a broken editor may send to a running server. After each the server must still serve.</summary>
public sealed class HostileEditorTests
{
    [Theory]
    [InlineData("""{"jsonrpc":"2.0","id":9,"method":"textDocument/unknown","params":{}}""", -32601)]
    [InlineData("""{"jsonrpc":"2.0","id":9,"method":"$/unknown"}""", -32601)]
    [InlineData("""{"jsonrpc":"2.0","id":9,"method":"textDocument/didOpen","params":{}}""", -32601)]
    [InlineData("""{"jsonrpc":"2.0","id":9,"method":"exit"}""", -32601)]
    [InlineData("""{"jsonrpc":"2.0","id":9,"method":"textDocument/inlineCompletion"}""", -32602)]
    [InlineData("""{"jsonrpc":"2.0","id":9,"method":"textDocument/inlineCompletion","params":[]}""", -32602)]
    [InlineData("""{"jsonrpc":"2.0","id":9,"method":"textDocument/inlineCompletion","params":{"textDocument":null,"position":{"line":0,"character":0}}}""", -32602)]
    [InlineData("""{"jsonrpc":"2.0","id":9,"method":"textDocument/inlineCompletion","params":{"textDocument":{"uri":"file:///a"},"position":{"line":"0","character":0}}}""", -32602)]
    [InlineData("""{"jsonrpc":"2.0","id":9,"method":"textDocument/inlineCompletion","params":{"textDocument":{"uri":"file:///a"},"position":{"line":0}}}""", -32602)]
    [InlineData("""{"jsonrpc":"2.0","id":9,"method":"textDocument/inlineCompletion","params":{"textDocument":{"uri":5},"position":{"line":0,"character":0}}}""", -32602)]
    public async Task A_bad_request_gets_its_error_and_the_server_lives_on(string body, int code)
    {
        await using var bench = await Bench.RunningAsync();

        await bench.Editor.SendBodyAsync(body);

        Assert.Equal(code, (int?)(await bench.Editor.AnswerToAsync(9))["error"]!["code"]);
        Assert.Equal("text", await bench.SuggestAsync());
    }

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","method":"unknown/notification"}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"$/unknown"}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"$/setTrace","params":{"value":7}}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"$/setTrace","params":{"value":"loud"}}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"window/workDoneProgress/cancel","params":{"token":"unknown"}}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"window/workDoneProgress/cancel","params":{"token":{}}}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"initialized"}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"initialize","params":{}}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"shutdown"}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"textDocument/inlineCompletion","params":{}}""")]
    public async Task A_bad_notification_is_dropped_in_silence(string body)
    {
        await using var bench = await Bench.RunningAsync();

        await bench.Editor.SendBodyAsync(body);

        Assert.Equal("text", await bench.SuggestAsync());
        Assert.Empty(bench.Session.Lost);
    }

    [Theory]
    [InlineData("""{"textDocument":{"uri":"file:///a","version":2},"contentChanges":[{"text":5}]}""", "file:///a")]
    [InlineData("""{"textDocument":{"uri":"file:///a","version":2}}""", "file:///a")]
    [InlineData("""{"textDocument":{"uri":"file:///a","version":2},"contentChanges":[{"text":"x","range":{"start":{"line":0}}}]}""", "file:///a")]
    [InlineData("""{"textDocument":{"uri":"file:///a","version":2},"contentChanges":[{"text":"x"},null]}""", "file:///a")]
    [InlineData("""{"textDocument":{"uri":"file:///a","version":{}},"contentChanges":[]}""", "file:///a")]
    [InlineData("""{"contentChanges":[]}""", null)]
    public async Task A_change_that_cannot_be_read_is_known_to_be_missing(string parameters, string? uri)
    {
        await using var bench = await Bench.RunningAsync();

        await bench.Editor.NotifyAsync("textDocument/didChange", JsonNode.Parse(parameters));

        Assert.Equal($"textDocument/didChange|{uri}|Unreadable", await bench.SuggestAsync("lost"));
    }

    [Fact]
    public async Task A_change_over_the_limit_is_known_to_be_missing_in_its_place_of_the_order()
    {
        await using var bench = await Bench.RunningAsync(Bench.Limited(4000));

        await bench.ChangeAsync("file:///a", new string('x', 100_000));

        Assert.Equal("textDocument/didChange|file:///a|TooLarge", await bench.SuggestAsync("lost"));
        Assert.Equal("text", await bench.SuggestAsync());
    }

    [Fact]
    public async Task A_change_over_the_limit_of_an_unknown_document_is_reported_without_one()
    {
        await using var bench = await Bench.RunningAsync(Bench.Limited(4000));

        await bench.Editor.NotifyAsync("textDocument/didChange", new JsonObject
        {
            ["contentChanges"] = new JsonArray(new JsonObject { ["text"] = new string('x', 100_000) }),
            ["textDocument"] = new JsonObject { ["uri"] = "file:///a", ["version"] = 2 },
        });

        Assert.Equal("textDocument/didChange||TooLarge", await bench.SuggestAsync("lost"));
    }

    [Fact]
    public async Task A_request_over_the_limit_loses_no_document()
    {
        await using var bench = await Bench.RunningAsync(Bench.Limited(4000));
        var question = Bench.Completion("file:///a", 0);
        question["padding"] = new string('x', 100_000);

        Assert.Equal(-32600, (int?)(await bench.Editor.CallAsync("textDocument/inlineCompletion", question))["error"]!["code"]);

        Assert.Equal("text", await bench.SuggestAsync());
        Assert.Empty(bench.Session.Lost);
    }

    [Theory]
    [InlineData("4294967295")]
    [InlineData("1e300")]
    [InlineData("-3")]
    [InlineData("0.0")]
    public async Task A_position_of_any_size_can_be_read(string character)
    {
        await using var bench = await Bench.RunningAsync();

        await bench.Editor.SendBodyAsync(
            $$"""{"jsonrpc":"2.0","id":9,"method":"textDocument/inlineCompletion","params":{"textDocument":{"uri":"file:///a"},"position":{"character":{{character}},"line":0} } }""");

        Assert.NotNull((await bench.Editor.AnswerToAsync(9))["result"]);
    }
}
