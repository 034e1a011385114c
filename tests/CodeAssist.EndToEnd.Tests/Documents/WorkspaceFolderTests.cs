using System.Globalization;
using System.Text.Json.Nodes;
using CodeAssist.EndToEnd.Tests.Support;

namespace CodeAssist.EndToEnd.Tests.Documents;

/// <summary>Which folder a document belongs to decides what path the model is told; a longer path is a longer prompt.</summary>
public sealed class WorkspaceFolderTests : ProductTest
{
    private const string First = "file:///somewhere/first";
    private const string Second = "file:///somewhere/second";

    [Fact]
    public async Task A_document_is_named_by_its_path_below_the_root_it_lies_in()
    {
        var server = StartServer();
        await server.InitializeAsync(null, KeyValuePair.Create("workspaceFolders", (JsonNode?)new JsonArray(Folder(First), Folder(Second))));
        await server.Editor.NotifyAsync("initialized", new JsonObject());
        await server.StatusAsync("ready");

        var inFirst = await PromptTokensAsync(server, $"{First}/some/longer/path/Shelf.cs");
        var inSecond = await PromptTokensAsync(server, $"{Second}/some/longer/path/Shelf.cs");
        var inNeither = await PromptTokensAsync(server, "file:///elsewhere/some/longer/path/Shelf.cs");

        Assert.Equal(inFirst, inSecond);
        Assert.True(inNeither < inFirst, $"{inNeither} tokens for a bare name, {inFirst} for a path");
    }

    [Fact]
    public async Task Folders_come_and_go_while_the_server_runs()
    {
        var server = StartServer();
        await server.InitializeAsync(null, KeyValuePair.Create("workspaceFolders", (JsonNode?)new JsonArray(Folder(First))));
        await server.Editor.NotifyAsync("initialized", new JsonObject());
        await server.StatusAsync("ready");
        var uri = $"{Second}/some/longer/path/Shelf.cs";

        var before = await PromptTokensAsync(server, uri);
        await ChangeFoldersAsync(server, added: [Folder(Second)], removed: []);
        var added = await PromptTokensAsync(server, uri);
        await ChangeFoldersAsync(server, added: [], removed: [Folder(Second)]);
        var removed = await PromptTokensAsync(server, uri);

        Assert.True(added > before, $"{added} tokens for a path, {before} for a bare name");
        Assert.Equal(before, removed);
    }

    private static async Task<int> PromptTokensAsync(LanguageServer server, string uri)
    {
        var before = await TotalAsync(server);
        Assert.NotNull(await server.CompleteAsync(uri, CaretText.Obvious));
        return await TotalAsync(server) - before;
    }

    private static async Task<int> TotalAsync(LanguageServer server) =>
        int.Parse(await server.DetailAsync("completion.promptTokens"), CultureInfo.InvariantCulture);

    private static Task ChangeFoldersAsync(LanguageServer server, JsonArray added, JsonArray removed) =>
        server.Editor.NotifyAsync("workspace/didChangeWorkspaceFolders", new JsonObject
        {
            ["event"] = new JsonObject { ["added"] = added, ["removed"] = removed },
        });

    private static JsonObject Folder(string uri) => new() { ["uri"] = uri, ["name"] = "work" };
}
