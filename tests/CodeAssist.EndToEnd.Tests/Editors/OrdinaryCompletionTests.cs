using System.Text.Json.Nodes;
using CodeAssist.EndToEnd.Tests.Support;

namespace CodeAssist.EndToEnd.Tests.Editors;

/// <summary>Suggestions as ordinary completion items, for editors that cannot show them inline.</summary>
public sealed class OrdinaryCompletionTests : ProductTest
{
    private readonly HarbourWorkspace _harbour;

    public OrdinaryCompletionTests() => _harbour = new HarbourWorkspace(User);

    [Fact]
    public async Task An_item_replaces_the_word_before_the_caret_and_says_who_suggests_it()
    {
        var server = await StartAsync(LanguageServer.NoCapabilities);
        await server.OpenAsync(_harbour.Uri, HarbourWorkspace.Quay.Text);

        var list = await ListAsync(server, triggerKind: 3);
        var item = Assert.Single(list["items"]!.AsArray())!;

        Assert.True((bool?)list["isIncomplete"]);
        Assert.Equal("Harb" + HarbourWorkspace.Suggested, (string?)item["label"]);
        Assert.Equal("Harb" + HarbourWorkspace.Suggested, (string?)item["textEdit"]!["newText"]);
        Assert.Equal("""{"start":{"line":4,"character":28},"end":{"line":4,"character":32}}""", item["textEdit"]!["range"]!.ToJsonString());
        Assert.Equal("the workspace", (string?)item["detail"]);
        Assert.Equal((1, true), ((int?)item["insertTextFormat"], (bool?)item["preselect"]));
        Assert.Equal("codeassist.accepted", (string?)item["command"]!["command"]);
    }

    [Fact]
    public async Task Where_nothing_is_suggested_the_list_is_empty_and_asked_for_again()
    {
        var server = await StartAsync(LanguageServer.NoCapabilities);
        await server.OpenAsync(_harbour.Uri, "\n");

        var list = LanguageServer.Result(await server.Editor.CallAsync("textDocument/completion", Question(0, 0, triggerKind: 2)));

        Assert.Equal("""{"isIncomplete":true,"items":[]}""", list.ToJsonString());
    }

    [Theory]
    [InlineData(null, "{}", true)]
    [InlineData(null, """{"inlineCompletion":{}}""", false)]
    [InlineData("on", """{"inlineCompletion":{}}""", true)]
    [InlineData("off", "{}", false)]
    public async Task They_are_announced_by_the_users_setting_or_where_there_is_no_ghost_text(string? setting, string textDocument, bool isOffered)
    {
        if (setting is not null)
        {
            User.Settings["completion.ordinaryItems"] = setting;
        }

        var server = StartServer();
        var result = await server.InitializeAsync(TextDocument(textDocument));
        await server.OpenAsync(_harbour.Uri, HarbourWorkspace.Quay.Text);
        var answer = await server.Editor.CallAsync("textDocument/completion", Question());

        Assert.Equal(isOffered, result["capabilities"]!["completionProvider"] is not null);
        Assert.Equal(isOffered, answer["result"] is not null);
        server.Editor.IgnoreAll();
    }

    [Fact]
    public async Task An_editor_that_can_be_told_later_is_told_when_the_setting_changes()
    {
        var server = StartServer();
        server.Editor.Ignore("window/showMessage");
        var result = await server.InitializeAsync(TextDocument("""{"completion":{"dynamicRegistration":true}}"""));
        await server.Editor.NotifyAsync("initialized", new JsonObject());
        var registration = await server.Editor.HearAsync("client/registerCapability");
        await server.Editor.AnswerAsync(registration, null);

        await SetAsync(server, "off");
        var removal = await server.Editor.HearAsync("client/unregisterCapability");
        await server.Editor.AnswerAsync(removal, null);
        await SetAsync(server, "automatic");
        var again = await server.Editor.HearAsync("client/registerCapability");
        await server.Editor.AnswerAsync(again, null);

        Assert.Null(result["capabilities"]!["completionProvider"]);
        Assert.Equal("textDocument/completion", (string?)registration["params"]!["registrations"]![0]!["method"]);
        Assert.Equal("textDocument/completion", (string?)removal["params"]!["unregisterations"]![0]!["method"]);
        Assert.Equal("textDocument/completion", (string?)again["params"]!["registrations"]![0]!["method"]);
    }

    [Fact]
    public async Task Typing_is_no_question_and_who_asks_has_a_choice()
    {
        var server = await StartAsync(LanguageServer.NoCapabilities);
        await server.OpenAsync(_harbour.Uri, HarbourWorkspace.Quay.Text);
        await server.Editor.CallAsync("workspace/executeCommand", new JsonObject { ["command"] = "codeassist.snooze" });
        server.Editor.Ignore("window/showMessage");

        // Snoozed: only what is asked for is answered. Behind a letter, "invoked" is what editors say of typing too.
        var typed = await ListAsync(server, triggerKind: 1);
        var asked = await ListAsync(server);

        Assert.Empty(typed["items"]!.AsArray());
        Assert.Equal("!0 !1", string.Join(' ', asked["items"]!.AsArray().Select(item => (string?)item!["sortText"])));
        Assert.Equal([true, null], asked["items"]!.AsArray().Select(item => (bool?)item!["preselect"]));
    }

    private async Task<LanguageServer> StartAsync(JsonObject capabilities)
    {
        var server = StartServer();
        server.Editor.Ignore("window/showMessage");
        await server.InitializeAsync(capabilities, KeyValuePair.Create("workspaceFolders", (JsonNode?)new JsonArray(_harbour.Folder)));
        await server.Editor.NotifyAsync("initialized", new JsonObject());
        await HarbourWorkspace.ReadAsync(server);

        return server;
    }

    private async Task<JsonObject> ListAsync(LanguageServer server, int? triggerKind = null) =>
        LanguageServer.Result(await server.Editor.CallAsync("textDocument/completion", Question(triggerKind: triggerKind)));

    private JsonObject Question(int? triggerKind = null) => Question(HarbourWorkspace.Quay.Line, HarbourWorkspace.Quay.Character, triggerKind);

    private JsonObject Question(int line, int character, int? triggerKind)
    {
        var question = new JsonObject
        {
            ["textDocument"] = new JsonObject { ["uri"] = _harbour.Uri },
            ["position"] = new JsonObject { ["line"] = line, ["character"] = character },
        };
        if (triggerKind is { } kind)
        {
            question["context"] = new JsonObject { ["triggerKind"] = kind };
        }

        return question;
    }

    private static JsonObject TextDocument(string json) => new() { ["textDocument"] = JsonNode.Parse(json) };

    private static Task SetAsync(LanguageServer server, string value) =>
        server.Editor.NotifyAsync("workspace/didChangeConfiguration", new JsonObject
        {
            ["settings"] = new JsonObject { ["codeassist"] = new JsonObject { ["completion.ordinaryItems"] = value } },
        });
}
