using System.Text.Json.Nodes;
using CodeAssist.EndToEnd.Tests.Support;

namespace CodeAssist.EndToEnd.Tests.Settings;

/// <summary>How an editor learns that there are suggestions: once at the start, or while the server runs.</summary>
public sealed class RegistrationTests : ProductTest
{
    [Fact]
    public async Task An_editor_that_cannot_be_told_later_is_told_at_once_and_never_again()
    {
        var server = StartServer();

        var result = await server.InitializeAsync();
        await server.Editor.NotifyAsync("initialized", new JsonObject());
        await server.StatusAsync("ready");

        // A registration would be found unread at the end.
        Assert.NotNull(result["capabilities"]!["inlineCompletionProvider"]);
        Assert.NotNull(await server.CompleteAsync("file:///somewhere/Shelf.cs", CaretText.Obvious));
    }

    [Fact]
    public async Task An_editor_that_can_be_told_later_is_told_once_it_is_ready()
    {
        var server = StartServer();

        var result = await server.InitializeAsync(Dynamic());
        await server.Editor.NotifyAsync("initialized", new JsonObject());
        var completion = await server.Editor.HearAsync("client/registerCapability");
        await server.Editor.AnswerAsync(completion, null);
        var configuration = await server.Editor.HearAsync("client/registerCapability");
        await server.Editor.AnswerAsync(configuration, null);

        Assert.Null(result["capabilities"]!["inlineCompletionProvider"]);
        Assert.Equal("textDocument/inlineCompletion", Method(completion));
        Assert.Equal("workspace/didChangeConfiguration", Method(configuration));
        Assert.NotNull(await server.CompleteAsync("file:///somewhere/Shelf.cs", CaretText.Obvious));
    }

    [Fact]
    public async Task An_editor_that_refuses_a_registration_is_served_all_the_same()
    {
        var server = StartServer();
        await server.InitializeAsync(Dynamic());
        await server.Editor.NotifyAsync("initialized", new JsonObject());

        var request = await server.Editor.HearAsync("client/registerCapability");
        await server.Editor.SendBodyAsync(new JsonObject
        {
            ["jsonrpc"] = "2.0",
            ["id"] = request["id"]!.DeepClone(),
            ["error"] = new JsonObject { ["code"] = -32601, ["message"] = "not here" },
        }.ToJsonString());

        Assert.NotNull(await server.CompleteAsync("file:///somewhere/Shelf.cs", CaretText.Obvious));
    }

    private static string? Method(JsonObject request) => (string?)request["params"]!["registrations"]![0]!["method"];

    private static JsonObject Dynamic() => new()
    {
        ["textDocument"] = new JsonObject { ["inlineCompletion"] = new JsonObject { ["dynamicRegistration"] = true } },
        ["workspace"] = new JsonObject { ["didChangeConfiguration"] = new JsonObject { ["dynamicRegistration"] = true } },
    };
}
