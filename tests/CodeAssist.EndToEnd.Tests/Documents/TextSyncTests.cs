using System.Text.Json.Nodes;
using CodeAssist.EndToEnd.Tests.Support;

namespace CodeAssist.EndToEnd.Tests.Documents;

/// <summary>What the server believes a document says, seen by what it suggests there.</summary>
public sealed class TextSyncTests : ProductTest
{
    private const string Uri = "file:///somewhere/Shelf.cs";
    private const string OtherUri = "file:///somewhere/Other.cs";
    private const string Expected = "ArgumentNullException(\"item\");";

    // Pairs and line ends as an editor on Windows has them, in front of the caret's line and in it.
    private static readonly CaretText _mixed = CaretText.Parse(
        CaretText.Obvious.Text[..CaretText.Obvious.Text.LastIndexOf("throw new ", StringComparison.Ordinal)]
            .Replace("Shelf\n", "Shelf // 😀 名前\n", StringComparison.Ordinal)
            .ReplaceLineEndings("\r\n")
        + "/* 👩‍💻 é */ throw new ‸\r\n            }\r\n\r\n            items.Add(item);\r\n        }\r\n    }\r\n}\r\n");

    [Fact]
    public async Task Changes_counted_in_utf16_lead_to_the_same_suggestion_as_the_whole_text()
    {
        var server = await StartReadyServerAsync();
        await server.OpenAsync(OtherUri, _mixed.Text);
        var direct = await server.CompleteAsync(OtherUri, _mixed.Line, _mixed.Character);

        await server.OpenAsync(Uri, _mixed.Text.Replace("👩‍💻 é */ throw new ", "👩 */ return", StringComparison.Ordinal));
        var start = _mixed.Character - "👩‍💻 é */ throw new ".Length;
        var before = await server.CompleteAsync(Uri, _mixed.Line, start + "👩 */ return".Length);

        // Behind the first pair, over the rest of the comment, then the end of the line; the last one in two steps.
        await server.ChangeAsync(Uri, 2, "‍💻 é", (_mixed.Line, start + 2), (_mixed.Line, start + 2));
        await server.ChangeAsync(Uri, 3, "", (_mixed.Line, _mixed.Character - "throw new ".Length), (_mixed.Line, 10_000));
        await server.ChangeAsync(Uri, 4, "throw new ", (_mixed.Line, _mixed.Character - "throw new ".Length));
        var after = await server.CompleteAsync(Uri, _mixed.Line, _mixed.Character);

        Assert.NotEqual(Expected, LanguageServer.Text(before), StringComparer.Ordinal);
        Assert.Equal(Expected, LanguageServer.Text(direct));
        Assert.Equal(LanguageServer.Text(direct), LanguageServer.Text(after));
        Assert.Equal(direct!["range"]!.ToJsonString(), after!["range"]!.ToJsonString());
        Assert.Equal(_mixed.Line, (int?)after["range"]!["start"]!["line"]);
        Assert.Equal(_mixed.Character, (int?)after["range"]!["start"]!["character"]);
    }

    [Fact]
    public async Task Several_changes_in_one_message_are_applied_one_after_another()
    {
        var server = await StartReadyServerAsync();
        var code = CaretText.Obvious;
        await server.OpenAsync(Uri, "");
        var middle = code.Text.IndexOf("namespace", StringComparison.Ordinal);

        await server.Editor.SendBodyAsync(new JsonObject
        {
            ["jsonrpc"] = "2.0",
            ["method"] = "textDocument/didChange",
            ["params"] = new JsonObject
            {
                ["textDocument"] = new JsonObject { ["uri"] = Uri, ["version"] = 2 },
                ["contentChanges"] = new JsonArray(
                    LanguageServer.Change(code.Text[middle..], (0, 0), (0, 0)),
                    LanguageServer.Change("nonsense", (0, 0), (0, 0)),
                    LanguageServer.Change(code.Text[..middle], (0, 0), (0, "nonsense".Length))),
            },
        }.ToJsonString());

        Assert.Equal(Expected, LanguageServer.Text(await server.CompleteAsync(Uri, code.Line, code.Character)));
    }

    [Fact]
    public async Task A_caret_past_the_end_of_its_line_is_at_its_end()
    {
        var server = await StartReadyServerAsync();
        await server.OpenAsync(Uri, CaretText.Obvious.Text);

        var item = await server.CompleteAsync(Uri, CaretText.Obvious.Line, 5_000);

        Assert.Equal(Expected, LanguageServer.Text(item));
        Assert.Equal(CaretText.Obvious.Character, (int?)item!["range"]!["start"]!["character"]);
    }

    [Fact]
    public async Task A_change_out_of_order_costs_suggestions_until_the_whole_text_comes()
    {
        var server = await StartReadyServerAsync();
        var code = CaretText.Obvious;
        await server.OpenAsync(Uri, code.Text, version: 5);

        await server.ChangeAsync(Uri, 4, "x", (0, 0));
        var lost = await server.CompleteAsync(Uri, code.Line, code.Character);
        await server.ChangeAsync(Uri, 6, " ", (0, 0));
        var stillLost = await server.CompleteAsync(Uri, code.Line, code.Character);
        await server.ChangeAsync(Uri, 7, code.Text);
        var healed = await server.CompleteAsync(Uri, code.Line, code.Character);

        Assert.Null(lost);
        Assert.Null(stillLost);
        Assert.Equal(Expected, LanguageServer.Text(healed));
    }

    [Fact]
    public async Task A_message_over_the_limit_costs_this_document_its_suggestions_and_nothing_else()
    {
        var server = await StartReadyServerAsync();
        var code = CaretText.Obvious;
        await server.OpenAsync(OtherUri, code.Text);
        await server.OpenAsync(Uri, code.Text);

        await server.ChangeAsync(Uri, 2, new string('x', 65 * 1024 * 1024), (0, 0));
        var lost = await server.CompleteAsync(Uri, code.Line, code.Character);
        var other = await server.CompleteAsync(OtherUri, code.Line, code.Character);
        await server.OpenAsync(Uri, code.Text, version: 3);
        var reopened = await server.CompleteAsync(Uri, code.Line, code.Character);

        Assert.Null(lost);
        Assert.Equal(Expected, LanguageServer.Text(other));
        Assert.Equal(Expected, LanguageServer.Text(reopened));
    }

    [Fact]
    public async Task A_document_that_is_too_large_gets_no_suggestions()
    {
        var server = await StartReadyServerAsync();
        await server.OpenAsync(Uri, CaretText.Obvious.Text + new string('\n', 5 * 1024 * 1024));

        Assert.Null(await server.CompleteAsync(Uri, CaretText.Obvious.Line, CaretText.Obvious.Character));
    }

    [Fact]
    public async Task A_document_that_is_not_open_gets_no_suggestions()
    {
        var server = await StartReadyServerAsync();
        var unknown = await server.CompleteAsync(Uri, 0, 0);
        await server.OpenAsync(Uri, CaretText.Obvious.Text);
        await server.Editor.NotifyAsync("textDocument/didClose", new JsonObject
        {
            ["textDocument"] = new JsonObject { ["uri"] = Uri },
        });

        var closed = await server.CompleteAsync(Uri, CaretText.Obvious.Line, CaretText.Obvious.Character);

        Assert.Null(unknown);
        Assert.Null(closed);
    }

    [Fact]
    public async Task Several_lines_are_suggested_with_the_line_ends_of_the_document()
    {
        var server = await StartReadyServerAsync();
        var code = CaretText.Parse(CaretText.Obvious.Text[..CaretText.Obvious.Text.LastIndexOf("if (item", StringComparison.Ordinal)]
            .ReplaceLineEndings("\r\n") + "if (item == null)\r\n            {‸\r\n\r\n            items.Add(item);\r\n        }\r\n    }\r\n}\r\n");

        var text = await server.CompleteAsync(Uri, code);

        Assert.NotNull(text);
        Assert.Contains("\r\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\n", text.Replace("\r\n", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }
}
