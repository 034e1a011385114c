using System.Text.Json.Nodes;
using CodeAssist.EndToEnd.Tests.Support;
using CodeAssist.TestSupport;

namespace CodeAssist.EndToEnd.Tests.Requests;

/// <summary>Tasks as an editor without any extension of ours delegates them.</summary>
public sealed class EditorTaskTests : ProductTest
{
    [Fact]
    public async Task In_a_workspace_that_is_not_trusted_no_task_is_begun()
    {
        await using var provider = Loopback(ScriptedProvider.Sink());
        var server = await StartAsync("untrusted");

        var refused = await server.Editor.AnswerToAsync(await AskAsync(server, "codeassist.delegate", new JsonObject { ["goal"] = "Anything." }));

        Assert.Contains("Trust it first", (string?)refused["error"]!["message"], StringComparison.Ordinal);
        Assert.Equal(0, provider.Connections);
    }

    private async Task<LanguageServer> StartAsync(string trust)
    {
        var server = StartServer();
        server.Editor.Ignore("window/showMessage");
        var folder = new JsonArray(new JsonObject { ["uri"] = new Uri(User.Workspace).AbsoluteUri, ["name"] = "work" });
        await server.InitializeAsync(
            new JsonObject { ["window"] = new JsonObject { ["showDocument"] = new JsonObject { ["support"] = true } } },
            new("workspaceFolders", folder),
            new("initializationOptions", new JsonObject { ["workspaceTrust"] = trust }));
        await server.Editor.NotifyAsync("initialized", new JsonObject());
        return server;
    }

    private static Task<int> AskAsync(LanguageServer server, string command, JsonObject wish) =>
        server.Editor.AskAsync("workspace/executeCommand", new JsonObject { ["command"] = command, ["arguments"] = new JsonArray(wish) });
}
