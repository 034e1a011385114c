using System.Text.Json.Nodes;
using CodeAssist.EndToEnd.Tests.Support;
using CodeAssist.TestSupport;

namespace CodeAssist.EndToEnd.Tests.Requests;

/// <summary>A model server on this machine in the place of the model that comes along.</summary>
public sealed class EndpointCompletionTests : ProductTest
{
    private const string Shelf = "file:///somewhere/Shelf.cs";

    [Fact]
    public async Task The_model_server_that_the_settings_name_completes_and_the_status_says_that_it_does()
    {
        await using var provider = ScriptedProvider.Saying(Answers.Json(200, """{"model":"m","choices":[{"text":"answered.Elsewhere();","finish_reason":"stop"}]}"""));
        Complete(provider.Address);
        var server = StartServer();
        await server.InitializeAsync();
        await server.Editor.NotifyAsync("initialized", new JsonObject());

        var ready = await server.StatusAsync("ready");
        await server.OpenAsync(Shelf, "var x = \n");
        var item = await server.CompleteAsync(Shelf, line: 0, character: 8);

        Assert.Equal($"qwen2.5-coder:1.5b-base on {provider.Address}", (string?)ready["message"]);
        Assert.Equal("answered.Elsewhere();", (string?)item!["insertText"]);
        Assert.Contains("\"suffix\":\"\\n\"", Assert.Single(provider.Requests).Body, StringComparison.Ordinal);
        Assert.Equal("0", await server.DetailAsync("host.processId"));
    }

    [Theory]
    [InlineData("""{"model":"m","choices":[{"text":"","finish_reason":"stop"}]}""", 200, "Blank")]
    [InlineData("""{"error":{"message":"no such model"}}""", 404, "ModelUnavailable")]
    public async Task Behaviour_22_nothing_and_a_refusal_have_their_reason(string answer, int status, string reason)
    {
        await using var provider = ScriptedProvider.Saying(Answers.Json(status, answer));
        Complete(provider.Address);
        var server = StartServer();
        await server.GreetAsync();

        Assert.Null(await server.CompleteAsync(Shelf, CaretText.Parse("var x = \u2038\n")));
        Assert.Equal(reason, await server.ExplainLastAsync());
    }

    [Fact]
    public async Task Behaviour_11_definitions_that_the_editor_knows_are_in_the_prompt_and_those_of_ignored_files_are_not()
    {
        await using var provider = ScriptedProvider.Saying(Answers.Json(200, """{"model":"m","choices":[{"text":"answered();","finish_reason":"stop"}]}"""));
        User.WriteFile("price.ts", "export function price(cart: Cart) {\n  return cart.total;\n}\n");
        User.WriteFile("hidden.ts", "export const hidden = 1;\n");
        User.WriteFile(".gitignore", "hidden.ts\n");
        Complete(provider.Address);

        // A model whose prompts we write, so that other files have a place in them.
        User.Settings["completion.endpointModel"] = "qwen2.5-coder-1.5b";
        var server = StartServer();
        var announced = new JsonObject { ["experimental"] = new JsonObject { ["codeassist"] = new JsonObject { ["definitions"] = true } } };
        await server.InitializeAsync(announced, KeyValuePair.Create<string, JsonNode?>("workspaceFolders", new JsonArray(new JsonObject { ["uri"] = new Uri(User.Workspace).AbsoluteUri, ["name"] = "shop" })));
        await server.Editor.NotifyAsync("initialized", new JsonObject());
        await server.LoggedAsync("of source in");
        var till = Address("till.ts");
        await server.OpenAsync(till, "hidden;\nlet sum = price(\n", language: "typescript");

        var completing = await server.AskToCompleteAsync(till, line: 1, character: 16);
        var asked = await server.Editor.HearAsync("codeassist/definitions");
        await server.Editor.AnswerAsync(asked, new JsonArray(Place("price.ts"), Place("hidden.ts")));
        await server.Editor.AnswerToAsync(completing);

        // The answer may have come too late for the first one.
        await server.ChangeAsync(till, version: 2, "c", from: (1, 16));
        await server.CompleteAsync(till, line: 1, character: 17);

        Assert.Equal(till, (string?)asked["params"]!["uri"]);
        Assert.Equal("""[{"line":1,"character":10},{"line":1,"character":4},{"line":1,"character":0},{"line":0,"character":0}]""", asked["params"]!["positions"]!.ToJsonString());
        var prompt = provider.Requests[^1].Body;
        Assert.Contains("export function price(cart: Cart)", prompt, StringComparison.Ordinal);
        Assert.DoesNotContain("const hidden", prompt, StringComparison.Ordinal);
    }

    private void Complete(string address)
    {
        User.Settings["endpoints.loopback"] = address;
        User.Settings["endpoints.loopbackModel"] = "chat-model";
        User.Settings["completion.endpoint"] = "loopback";
        User.Settings["completion.endpointModel"] = "qwen2.5-coder:1.5b-base";
    }

    private string Address(string file) => new Uri(Path.Combine(User.Workspace, file)).AbsoluteUri;

    private JsonObject Place(string file) => new()
    {
        ["uri"] = Address(file),
        ["range"] = new JsonObject { ["start"] = LanguageServer.Position(0, 0), ["end"] = LanguageServer.Position(0, 5) },
    };
}
