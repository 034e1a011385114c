using System.Text.Json.Nodes;
using CodeAssist.EndToEnd.Tests.Editors;
using CodeAssist.EndToEnd.Tests.Support;

namespace CodeAssist.EndToEnd.Tests.Requests;

/// <summary>What lies between the keys and the answers, over the wire. What is suggested stands in the workspace: no model is needed.</summary>
public sealed class TypingTests : ProductTest
{
    private static readonly CaretText _quay = HarbourWorkspace.Quay;

    private readonly HarbourWorkspace _harbour;

    public TypingTests() => _harbour = new HarbourWorkspace(User);

    [Fact]
    public async Task Behaviour_05_typing_a_suggestion_shows_the_rest_of_it_and_asks_nobody()
    {
        var server = await StartAsync();
        Assert.Equal(HarbourWorkspace.Suggested, LanguageServer.Text(await server.CompleteAsync(_harbour.Uri, _quay.Line, _quay.Character, LanguageServer.Automatic)));

        await TypeAsync(server, version: 2, "our", 0);
        var rest = await server.CompleteAsync(_harbour.Uri, _quay.Line, _quay.Character + 3, LanguageServer.Automatic);

        Assert.Equal(HarbourWorkspace.Suggested[3..], LanguageServer.Text(rest));
        Assert.Equal("1", await server.DetailAsync("completion.remembered"));
        Assert.Equal("Remembered", (string?)(await ExplainAsync(server))["origin"]);
    }

    [Fact]
    public async Task What_follows_a_resting_caret_is_there_before_the_first_key()
    {
        // The model that comes with the program.
        User.Settings["model.path"] = "";
        var server = await StartAsync();
        await server.StatusAsync("ready", or: "slow");

        // As an editor with a light bulb asks wherever the caret rests.
        await server.Editor.CallAsync("textDocument/codeAction", new JsonObject
        {
            ["textDocument"] = new JsonObject { ["uri"] = _harbour.Uri },
            ["range"] = new JsonObject { ["start"] = Position(_quay.Character), ["end"] = Position(_quay.Character) },
            ["context"] = new JsonObject { ["diagnostics"] = new JsonArray() },
        });
        for (var waited = 0; waited < 100 && !string.Equals(await server.DetailAsync("completion.asked"), "1", StringComparison.Ordinal); waited++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), TestContext.Current.CancellationToken);
        }

        // Its answer follows within milliseconds: the workspace is sure of it.
        await Task.Delay(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
        await TypeAsync(server, version: 2, "our", 0);
        var rest = await server.CompleteAsync(_harbour.Uri, _quay.Line, _quay.Character + 3, LanguageServer.Automatic);

        Assert.Equal(HarbourWorkspace.Suggested[3..], LanguageServer.Text(rest));
        Assert.Equal("Remembered", (string?)(await ExplainAsync(server))["origin"]);
    }

    [Fact]
    public async Task Behaviour_02_nothing_is_suggested_after_a_deletion_until_it_is_asked_for()
    {
        var server = await StartAsync();
        var caret = (_quay.Line, _quay.Character);
        await server.ChangeAsync(_harbour.Uri, 2, "", (caret.Line, caret.Character - 1), caret);

        var unasked = await server.CompleteAsync(_harbour.Uri, caret.Line, caret.Character - 1, LanguageServer.Automatic);
        var explained = await ExplainAsync(server);
        var asked = await server.CompleteAsync(_harbour.Uri, caret.Line, caret.Character - 1, LanguageServer.Invoked);

        Assert.Null(unasked);
        Assert.Equal("AfterDeletion", (string?)explained["code"]);
        Assert.Equal("b" + HarbourWorkspace.Suggested, LanguageServer.Text(asked));
    }

    [Fact]
    public async Task Behaviour_19_every_suggestion_begins_with_what_the_list_has_selected_and_replaces_its_range()
    {
        var server = await StartAsync();
        var question = new JsonObject
        {
            ["textDocument"] = new JsonObject { ["uri"] = _harbour.Uri },
            ["position"] = Position(_quay.Character),
            ["context"] = new JsonObject
            {
                ["triggerKind"] = LanguageServer.Automatic,
                ["selectedCompletionInfo"] = new JsonObject
                {
                    ["text"] = "HarbourPilot",
                    ["range"] = new JsonObject { ["start"] = Position(_quay.Character - 4), ["end"] = Position(_quay.Character) },
                },
            },
        };

        var item = LanguageServer.FirstItem(await server.Editor.CallAsync("textDocument/inlineCompletion", question))!;

        Assert.Equal("HarbourPilot(tides, moorings), priority: 7);", LanguageServer.Text(item));
        Assert.Equal(Position(_quay.Character - 4).ToJsonString(), item["range"]!["start"]!.ToJsonString());
        Assert.Equal(Position(_quay.Character).ToJsonString(), item["range"]!["end"]!.ToJsonString());
    }

    [Fact]
    public async Task Behaviour_20_an_editor_may_tell_what_it_shows_and_what_is_taken_of_it()
    {
        var server = await StartAsync();
        var item = (await server.CompleteAsync(_harbour.Uri, _quay.Line, _quay.Character, LanguageServer.Automatic))!;

        await server.Editor.NotifyAsync("textDocument/didShowCompletion", new JsonObject { ["item"] = item.DeepClone() });
        await server.Editor.NotifyAsync("textDocument/didPartiallyAcceptCompletion", new JsonObject { ["item"] = item.DeepClone(), ["acceptedLength"] = 8 });
        await server.Editor.NotifyAsync("textDocument/didPartiallyAcceptCompletion", new JsonObject { ["item"] = item.DeepClone(), ["acceptedLength"] = 14 });
        await ExplainAsync(server);

        Assert.Equal("1", await server.DetailAsync("completion.shown"));
        Assert.Equal("2", await server.DetailAsync("completion.acceptedParts"));
    }

    [Fact]
    public async Task Behaviour_22_a_model_that_cannot_be_used_is_the_reason_that_is_told()
    {
        var server = await StartAsync();
        await server.OpenAsync("file:///somewhere/Alone.cs", "class Unheard\n{\n    int xylophone = \n}\n");

        var item = await server.CompleteAsync("file:///somewhere/Alone.cs", 2, 20);
        var explained = await ExplainAsync(server);

        Assert.Null(item);
        Assert.Equal("ModelUnavailable", (string?)explained["code"]);
        Assert.Contains("none.gguf", (string?)explained["sentence"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Behaviour_25_what_is_kept_is_written_where_the_user_can_read_it_and_usage_shows_it()
    {
        Directory.CreateDirectory(User.In("data/codeassist"));
        await File.WriteAllTextAsync(
            User.In("data/codeassist/usage.jsonl"),
            $$$"""{"schema":1,"at":"{{{TimeProvider.System.GetLocalNow():O}}}","language":"csharp","characters":40,"kept":{"15":40,"30":30}}""" + "\n",
            TestContext.Current.CancellationToken);

        var json = JsonNode.Parse((await RunAsync("usage", "--json")).Output)!["kept"]!.AsArray();
        var table = await RunAsync("usage");

        Assert.Equal("csharp", (string?)json[0]!["language"]);
        Assert.Equal(0.75, (double?)json[0]!["kept"]!["30"]);
        Assert.Contains("75", table.Output, StringComparison.Ordinal);
        Assert.Equal(0, table.ExitCode);
    }

    private static JsonObject Position(int character) => new() { ["line"] = _quay.Line, ["character"] = character };

    private async Task<LanguageServer> StartAsync()
    {
        var server = StartServer();
        server.Editor.Ignore("window/showMessage");
        await server.InitializeAsync(
            new JsonObject { ["textDocument"] = new JsonObject { ["inlineCompletion"] = new JsonObject() } },
            KeyValuePair.Create("workspaceFolders", (JsonNode?)new JsonArray(_harbour.Folder)));
        await server.Editor.NotifyAsync("initialized", new JsonObject());
        await HarbourWorkspace.ReadAsync(server);
        await server.OpenAsync(_harbour.Uri, _quay.Text);

        return server;
    }

    private Task TypeAsync(LanguageServer server, int version, string text, int offset) =>
        server.ChangeAsync(_harbour.Uri, version, text, (_quay.Line, _quay.Character + offset), (_quay.Line, _quay.Character + offset));

    private static async Task<JsonObject> ExplainAsync(LanguageServer server) =>
        LanguageServer.Result(await server.Editor.CallAsync("codeassist/explainLast", new JsonObject()));
}
