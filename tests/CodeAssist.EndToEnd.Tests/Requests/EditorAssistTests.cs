using System.Text.Json.Nodes;
using CodeAssist.EndToEnd.Tests.Support;
using CodeAssist.TestSupport;

namespace CodeAssist.EndToEnd.Tests.Requests;

/// <summary>Explanations and changes as an editor without any extension of ours has them: commands, documents, edits, questions.</summary>
public sealed class EditorAssistTests : ProductTest
{
    private const string Cart = "class Cart\n{\n    int Total(int price)\n    {\n        return price - 1;\n    }\n}\n";

    private string File => Path.Combine(User.Workspace, "Cart.cs");

    private string Uri => new Uri(File).AbsoluteUri;

    [Fact]
    public async Task An_explanation_is_shown_in_a_document_that_goes_with_the_server()
    {
        await using var provider = Loopback(Answers.OpenAi("It takes one ", "off. ![x](https://leak.example/)"));
        var server = await StartAsync();

        var asked = await AskAsync(server, "codeassist.explain", Wish());
        var shown = await AnswerAsync(server, "window/showDocument", new JsonObject { ["success"] = true });
        await AnswerAsync(server, "window/showDocument", new JsonObject { ["success"] = true });
        var report = LanguageServer.Result(await server.Editor.AnswerToAsync(asked));
        var path = new Uri((string)shown["uri"]!).LocalPath;
        var text = await System.IO.File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);
        await server.Editor.CallAsync("shutdown");
        await server.Editor.NotifyAsync("exit");
        await server.ExitCodeAsync();

        // An image would be fetched by whoever shows it.
        Assert.StartsWith(@"It takes one off. \![x](https://leak.example/)", text, StringComparison.Ordinal);
        Assert.Contains("loopback/small: ", text, StringComparison.Ordinal);
        Assert.Equal("explained", (string?)report["outcome"]);
        Assert.False(System.IO.File.Exists(path));
    }

    [Fact]
    public async Task A_change_is_shown_and_made_only_after_a_yes_with_the_version_that_it_is_of()
    {
        await using var provider = Loopback(Answers.OpenAi(@"The tax is gone.\n```\n        return price;\n```\n"));
        var server = await StartAsync();
        var wish = Wish();
        wish["wish"] = "no tax";

        var asked = await AskAsync(server, "codeassist.fix", wish);
        var shown = (string)(await AnswerAsync(server, "window/showDocument", new JsonObject { ["success"] = true }))["uri"]!;
        var diff = await System.IO.File.ReadAllTextAsync(new Uri(shown).LocalPath, TestContext.Current.CancellationToken);
        await AnswerAsync(server, "window/showMessageRequest", new JsonObject { ["title"] = "Make the change" });
        var edit = (await AnswerAsync(server, "workspace/applyEdit", new JsonObject { ["applied"] = true }))["edit"]!;
        var back = (string)(await AnswerAsync(server, "window/showDocument", new JsonObject { ["success"] = true }))["uri"]!;
        var report = LanguageServer.Result(await server.Editor.AnswerToAsync(asked));

        Assert.Equal(Uri, back);
        var change = Assert.Single(edit["documentChanges"]!.AsArray())!;
        Assert.Equal(1, (int?)change["textDocument"]!["version"]);
        Assert.Equal("        return price;\n", (string?)Assert.Single(change["edits"]!.AsArray())!["newText"]);
        Assert.Contains("+        return price;", diff, StringComparison.Ordinal);
        Assert.Contains("+        return price;", (string?)report["diff"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_costs_money_is_asked_only_after_the_user_has_seen_what_is_sent_and_said_yes()
    {
        if (OwnNetwork.Find() is not { } address)
        {
            Assert.Skip("This machine has no address in a network of its own, at which a private endpoint could be.");
            return;
        }

        await using var provider = ScriptedProvider.StartAt(address, Answers.OpenAi("It takes one off."));
        User.Settings["endpoints.private"] = provider.Url;
        User.Settings["endpoints.privateModel"] = "house";
        Directory.CreateDirectory(User.Config);
        await System.IO.File.WriteAllTextAsync(
            Path.Combine(User.Config, "providers.json"),
            """{ "version": 1, "models": [{ "provider": "private", "model": "house", "price": { "value": { "input": 1000, "output": 4000 } } }] }""",
            TestContext.Current.CancellationToken);
        Assert.Equal(0, (await RunAsync("policy", "allow", "--folder", User.Workspace)).ExitCode);
        var server = await StartAsync();

        var asked = await AskAsync(server, "codeassist.explain", Wish());
        var question = await AnswerAsync(server, "window/showMessageRequest", new JsonObject { ["title"] = "Show what is sent" });
        var preview = await AnswerAsync(server, "window/showDocument", new JsonObject { ["success"] = true });
        Assert.Empty(provider.Requests);
        var again = await server.Editor.HearAsync("window/showMessageRequest");
        await server.Editor.AnswerAsync(again, again["params"]!["actions"]![0]!.DeepClone());
        await AnswerAsync(server, "window/showDocument", new JsonObject { ["success"] = true });
        await AnswerAsync(server, "window/showDocument", new JsonObject { ["success"] = true });
        var report = LanguageServer.Result(await server.Editor.AnswerToAsync(asked));

        Assert.StartsWith("private/house, at most $", (string?)question["message"], StringComparison.Ordinal);
        Assert.Contains("return price - 1;", await System.IO.File.ReadAllTextAsync(new Uri((string)preview["uri"]!).LocalPath, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal("It takes one off.", (string?)report["text"]);
        Assert.Single(provider.Requests);
        Assert.Contains("\"approver\":\"the user, in an editor\"", (await RunAsync("data", "export")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_private_repository_inside_an_open_folder_stays_although_the_folder_may_leave()
    {
        if (OwnNetwork.Find() is not { } address)
        {
            Assert.Skip("This machine has no address in a network of its own, at which a private endpoint could be.");
            return;
        }

        await using var provider = ScriptedProvider.StartAt(address, Answers.OpenAi("It takes one off."));
        User.Settings["endpoints.private"] = provider.Url;
        User.Settings["endpoints.privateModel"] = "house";
        Assert.Equal(0, (await RunAsync("policy", "allow", "--folder", User.Workspace)).ExitCode);
        Directory.CreateDirectory(Path.Combine(User.Workspace, "inner", ".git"));
        User.WriteFile("inner/.codeassist/policy.json", """{"version": 1, "localOnly": true}""");
        var inner = new Uri(User.WriteFile("inner/Cart.cs", Cart)).AbsoluteUri;
        var server = await StartAsync();
        await server.OpenAsync(inner, Cart);

        var wish = new JsonObject { ["uri"] = inner, ["range"] = Range(), ["by"] = "Stronger" };
        var refused = await server.Editor.AnswerToAsync(await AskAsync(server, "codeassist.explain", wish));

        // Nor is the user asked for what could not be had.
        Assert.Contains("Nobody can do it.", (string?)refused["error"]!["message"], StringComparison.Ordinal);
        Assert.Empty(provider.Requests);
    }

    [Fact]
    public async Task Who_answered_is_in_the_status_and_on_the_pages_with_why_and_what_it_took()
    {
        await using var provider = Loopback(Answers.OpenAi("It takes one off."));
        var server = await StartAsync(new JsonObject { ["codeassist"] = new JsonObject { ["page"] = true } });
        var asked = await AskAsync(server, "codeassist.explain", Wish());
        await AnswerAsync(server, "window/showDocument", new JsonObject { ["success"] = true });
        await AnswerAsync(server, "window/showDocument", new JsonObject { ["success"] = true });
        LanguageServer.Result(await server.Editor.AnswerToAsync(asked));

        await AskAsync(server, "codeassist.showRouting", Wish());
        var routing = (await server.Editor.HearAsync("codeassist/showPage"))["params"]!;
        server.Editor.IgnoreAll();
        await AskAsync(server, "codeassist.showUsage", []);
        var usage = (await server.Editor.HearAsync("codeassist/showPage"))["params"]!;

        Assert.Equal("routing", (string?)routing["id"]);
        Assert.Contains("About Cart.cs, 1 line, at ", (string?)routing["html"], StringComparison.Ordinal);
        Assert.Matches(@"explained: Cart\.cs</h2>\n<p>loopback/small\. Routine work", (string?)routing["html"]);
        Assert.Contains("It completes code and holds no conversations", (string?)routing["html"], StringComparison.Ordinal);
        Assert.Contains("<td>loopback/small</td><td>explain</td>", (string?)usage["html"], StringComparison.Ordinal);
        await TaskAsync(server, "loopback/small", "Last task: loopback/small: ");
    }

    [Fact]
    public async Task An_editor_without_a_place_for_pages_has_them_opened_by_the_browser()
    {
        var server = await StartAsync();

        var asked = await AskAsync(server, "codeassist.showRouting", []);
        var shown = await AnswerAsync(server, "window/showDocument", new JsonObject { ["success"] = true });
        var answer = await server.Editor.AnswerToAsync(asked);

        Assert.True((bool?)shown["external"]);
        Assert.Contains("About a small question", await System.IO.File.ReadAllTextAsync(new Uri((string)shown["uri"]!).LocalPath, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Null(answer["result"]);
    }

    [Fact]
    public async Task Without_a_model_that_can_the_answer_says_what_to_do()
    {
        var server = await StartAsync();

        var refused = await server.Editor.AnswerToAsync(await AskAsync(server, "codeassist.explain", Wish()));

        Assert.Contains("model.chat names the file of a model that does", (string?)refused["error"]!["message"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Code_actions_offer_both_for_what_others_have_marked()
    {
        var server = await StartAsync();

        var actions = (await server.Editor.CallAsync("textDocument/codeAction", new JsonObject
        {
            ["textDocument"] = new JsonObject { ["uri"] = Uri },
            ["range"] = Range(),
            ["context"] = new JsonObject { ["diagnostics"] = new JsonArray(new JsonObject { ["range"] = Range(), ["message"] = "CS0000: wrong" }) },
        }))["result"]!.AsArray();

        Assert.Equal(
            "Fix 'CS0000: wrong' with CodeAssist|Explain 'CS0000: wrong' with CodeAssist|Explain these lines with CodeAssist",
            string.Join('|', actions.Select(action => (string?)action!["title"])));
        Assert.Equal("CS0000: wrong", (string?)actions[0]!["command"]!["arguments"]![0]!["problems"]![0]);
    }

    private static JsonObject Range() => new()
    {
        ["start"] = new JsonObject { ["line"] = 4, ["character"] = 8 },
        ["end"] = new JsonObject { ["line"] = 4, ["character"] = 12 },
    };

    private static Task<int> AskAsync(LanguageServer server, string command, JsonObject wish) =>
        server.Editor.AskAsync("workspace/executeCommand", new JsonObject { ["command"] = command, ["arguments"] = new JsonArray(wish) });

    private static async Task<JsonObject> AnswerAsync(LanguageServer server, string method, JsonObject answer)
    {
        var request = await server.Editor.HearAsync(method);
        await server.Editor.AnswerAsync(request, answer);
        return request["params"]!.AsObject();
    }

    private JsonObject Wish() => new() { ["uri"] = Uri, ["range"] = Range() };

    private ScriptedProvider Loopback(string answer)
    {
        var provider = ScriptedProvider.Saying(answer);
        User.Settings["endpoints.loopback"] = provider.Address;
        User.Settings["endpoints.loopbackModel"] = JsonValue.Create("small");
        return provider;
    }

    private static async Task TaskAsync(LanguageServer server, string model, string message)
    {
        while (true)
        {
            var task = (await server.Editor.HearAsync("codeassist/status"))["params"]!["task"];
            if (((string?)task?["message"])?.StartsWith(message, StringComparison.Ordinal) == true)
            {
                Assert.Equal(model, (string?)task!["model"]);
                Assert.Equal("local", (string?)task["tier"]);
                return;
            }
        }
    }

    private async Task<LanguageServer> StartAsync(JsonObject? experimental = null)
    {
        User.WriteFile("Cart.cs", Cart);
        var server = StartServer();
        server.Editor.Ignore("window/showMessage");
        await server.InitializeAsync(
            new JsonObject
            {
                ["experimental"] = experimental,
                ["window"] = new JsonObject { ["showDocument"] = new JsonObject { ["support"] = true } },
                ["workspace"] = new JsonObject
                {
                    ["applyEdit"] = true,
                    ["workspaceEdit"] = new JsonObject { ["documentChanges"] = true, ["changeAnnotationSupport"] = new JsonObject() },
                },
            },
            new("rootUri", new Uri(User.Workspace).AbsoluteUri),
            new("initializationOptions", new JsonObject { ["workspaceTrust"] = "trusted" }));
        await server.Editor.NotifyAsync("initialized", new JsonObject());
        await server.OpenAsync(Uri, Cart);
        return server;
    }
}
