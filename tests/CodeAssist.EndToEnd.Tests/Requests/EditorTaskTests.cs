using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CodeAssist.EndToEnd.Tests.Support;
using CodeAssist.TestSupport;

namespace CodeAssist.EndToEnd.Tests.Requests;

/// <summary>Tasks as an editor without any extension of ours delegates them: a command, questions, a page, and undo.</summary>
public sealed partial class EditorTaskTests : ProductTest
{
    private const string RunsAProgram = """{"tool":"run","command":["node","say.mjs"],"folder":""}""";

    [Fact]
    public async Task A_task_is_done_shown_kept_and_undone()
    {
        await using var provider = Loopback(ScriptedTask.Start());
        var file = User.WriteFile("sum.mjs", ScriptedTask.Sum);
        var server = await StartAsync("trusted");

        var asked = await AskAsync(server, "codeassist.delegate", new JsonObject { ["goal"] = "Make it add.", ["uri"] = new Uri(file).AbsoluteUri });
        var page = await AnswerAsync(server, "window/showDocument", new JsonObject { ["success"] = true });
        var question = await AnswerAsync(server, "window/showMessageRequest", new JsonObject { ["title"] = "Keep all" });
        var report = LanguageServer.Result(await server.Editor.AnswerToAsync(asked));
        var changed = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        var undone = await server.Editor.AnswerToAsync(await AskAsync(server, "codeassist.undoTask", []));

        Assert.Contains("a + b", changed, StringComparison.Ordinal);
        Assert.Contains("Make it add.", await File.ReadAllTextAsync(new Uri((string)page["uri"]!).LocalPath, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Contains("1 file changed", (string?)question["message"], StringComparison.Ordinal);
        Assert.Equal(("FinishedUnchecked", true), ((string?)report["end"], (bool?)report["isKept"]));
        Assert.Equal("1 file as before: sum.mjs.", (string?)undone["result"]);
        Assert.Equal(ScriptedTask.Sum, await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task What_is_not_saved_is_changed_and_given_back_in_the_editor()
    {
        await using var provider = Loopback(ScriptedTask.Start());
        var file = User.WriteFile("sum.mjs", "// saved\n");
        var uri = new Uri(file).AbsoluteUri;
        const string Typed = "// mine\n" + ScriptedTask.Sum + "// the end";
        var server = await StartAsync("trusted");
        await server.OpenAsync(uri, "// saved\n", language: "javascript");
        await server.ChangeAsync(uri, 2, Typed);

        var asked = await AskAsync(server, "codeassist.delegate", new JsonObject { ["goal"] = "Make it add.", ["uri"] = uri });
        var change = await ChangeAsync(server, uri, 3, "// mine\n" + ScriptedTask.Sum.Replace("a - b", "a + b", StringComparison.Ordinal) + "// the end");
        await AnswerAsync(server, "window/showDocument", new JsonObject { ["success"] = true });
        await AnswerAsync(server, "window/showMessageRequest", new JsonObject { ["title"] = "Keep all" });
        var report = LanguageServer.Result(await server.Editor.AnswerToAsync(asked));
        var undo = await AskAsync(server, "codeassist.undoTask", []);
        var back = await ChangeAsync(server, uri, 4, Typed);
        var undone = await server.Editor.AnswerToAsync(undo);

        Assert.Equal((uri, 2), ((string?)change["textDocument"]!["uri"], (int)change["textDocument"]!["version"]!));
        Assert.Equal((1, 2, "export const sum = (a, b) => a + b;\n"), Edited(change));
        Assert.Equal((1, 2, ScriptedTask.Sum), Edited(back));
        Assert.Contains("a + b", (string?)report["changes"]![0]!["diff"], StringComparison.Ordinal);
        Assert.Equal("1 file as before: sum.mjs.", (string?)undone["result"]);
        Assert.Equal("// saved\n", await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_task_at_work_is_cancelled_by_a_command()
    {
        await using var provider = Loopback(ScriptedProvider.Start(exchange => exchange.SendAsync(
            Answers.OpenAi("""{"thought":"Next.","call":{"tool":"ask_user","question":"Which?"}}""".Replace("\"", "\\\"", StringComparison.Ordinal)))));
        var server = await StartAsync("trusted");

        var none = await server.Editor.AnswerToAsync(await AskAsync(server, "codeassist.cancelTask", []));
        var asked = await AskAsync(server, "codeassist.delegate", new JsonObject { ["goal"] = "Ask me." });
        await server.Editor.HearAsync("window/showMessageRequest");
        var cancelled = await server.Editor.AnswerToAsync(await AskAsync(server, "codeassist.cancelTask", []));
        await server.Editor.HearAsync("$/cancelRequest");
        await AnswerAsync(server, "window/showDocument", new JsonObject { ["success"] = true });
        var report = LanguageServer.Result(await server.Editor.AnswerToAsync(asked));

        Assert.Equal("There is no task at work.", (string?)none["result"]);
        Assert.Null((string?)cancelled["result"]);
        Assert.Equal("Cancelled", (string?)report["end"]);
    }

    [Fact]
    public async Task What_a_task_asks_is_answered_on_its_page_or_by_the_message_and_once()
    {
        await using var provider = Loopback(ScriptedTask.Start(RunsAProgram));
        var (server, asked) = await DelegateWithPageAsync();

        var message = await server.Editor.HearAsync("window/showMessageRequest");
        var links = await LinksAsync(server);
        server.Editor.Ignore("codeassist/showPage");
        var answered = await server.Editor.AnswerToAsync(await AnswerAsync(server, links[0]));
        var takenBack = await server.Editor.HearAsync("$/cancelRequest");
        var again = await server.Editor.AnswerToAsync(await AnswerAsync(server, links[^1]));
        var closed = await server.Editor.HearAsync("window/showMessageRequest");
        await server.Editor.AnswerAsync(closed, null);
        var report = LanguageServer.Result(await server.Editor.AnswerToAsync(asked));

        Assert.StartsWith("Run node say.mjs", (string?)message["params"]!["message"], StringComparison.Ordinal);
        Assert.Null((string?)answered["result"]);
        Assert.Equal((int)message["id"]!, (int)takenBack["params"]!["id"]!);
        Assert.Contains("answered already", (string?)again["result"], StringComparison.Ordinal);
        Assert.Equal("Done", (string?)report["steps"]![0]!["calls"]![0]!["end"]);
        Assert.True((bool)report["isKept"]!);
    }

    [Fact]
    public async Task Whoever_closes_the_message_has_the_question_on_the_page_in_front()
    {
        await using var provider = Loopback(ScriptedTask.Start(RunsAProgram));
        var (server, asked) = await DelegateWithPageAsync();

        await server.Editor.AnswerAsync(await server.Editor.HearAsync("window/showMessageRequest"), null);
        await LinksAsync(server);
        var raised = await LinksAsync(server);
        server.Editor.Ignore("codeassist/showPage");
        await server.Editor.AnswerToAsync(await AnswerAsync(server, raised[^1]));
        await AnswerAsync(server, "window/showMessageRequest", new JsonObject { ["title"] = "Keep all" });
        var report = LanguageServer.Result(await server.Editor.AnswerToAsync(asked));

        Assert.Equal("Denied", (string?)report["steps"]![0]!["calls"]![0]!["end"]);
    }

    [Fact]
    public async Task In_a_workspace_that_is_not_trusted_no_task_is_begun()
    {
        await using var provider = Loopback(ScriptedProvider.Sink());
        var server = await StartAsync("untrusted");

        var refused = await server.Editor.AnswerToAsync(await AskAsync(server, "codeassist.delegate", new JsonObject { ["goal"] = "Anything." }));

        Assert.Contains("Trust it first", (string?)refused["error"]!["message"], StringComparison.Ordinal);
        Assert.Equal(0, provider.Connections);
    }

    private async Task<LanguageServer> StartAsync(string trust, JsonObject? experimental = null)
    {
        var server = StartServer();
        server.Editor.Ignore("window/showMessage");
        var folder = new JsonArray(new JsonObject { ["uri"] = new Uri(User.Workspace).AbsoluteUri, ["name"] = "work" });
        await server.InitializeAsync(
            new JsonObject
            {
                ["window"] = new JsonObject { ["showDocument"] = new JsonObject { ["support"] = true } },
                ["workspace"] = new JsonObject { ["applyEdit"] = true },
                ["experimental"] = experimental,
            },
            new("workspaceFolders", folder),
            new("initializationOptions", new JsonObject { ["workspaceTrust"] = trust }));
        await server.Editor.NotifyAsync("initialized", new JsonObject());
        return server;
    }

    /// <summary>Gives a task to a server whose editor shows its page and lets it be answered there.</summary>
    private async Task<(LanguageServer Server, int Asked)> DelegateWithPageAsync()
    {
        User.WriteFile("sum.mjs", ScriptedTask.Sum);
        User.WriteFile("say.mjs", "console.log('said');\n");
        var server = await StartAsync("trusted", new JsonObject { ["codeassist"] = new JsonObject { ["page"] = true, ["answer"] = true } });
        return (server, await AskAsync(server, "codeassist.delegate", new JsonObject { ["goal"] = "Make it add." }));
    }

    private static Task<int> AskAsync(LanguageServer server, string command, JsonObject wish) =>
        server.Editor.AskAsync("workspace/executeCommand", new JsonObject { ["command"] = command, ["arguments"] = new JsonArray(wish) });

    /// <summary>Makes the change that the server asks for, as an editor does: first the text, then the answer.</summary>
    private static async Task<JsonObject> ChangeAsync(LanguageServer server, string uri, int version, string text)
    {
        var request = await server.Editor.HearAsync("workspace/applyEdit");
        await server.ChangeAsync(uri, version, text);
        await server.Editor.AnswerAsync(request, new JsonObject { ["applied"] = true });
        return request["params"]!["edit"]!["documentChanges"]![0]!.AsObject();
    }

    [GeneratedRegex("href=\"command:codeassist\\.answer\\?(?<arguments>[^\"]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Link();

    private static (int Start, int End, string? Text) Edited(JsonObject change)
    {
        var edit = change["edits"]![0]!;
        return ((int)edit["range"]!["start"]!["line"]!, (int)edit["range"]!["end"]!["line"]!, (string?)edit["newText"]);
    }

    /// <summary>The arguments of the links on the next page that has some.</summary>
    private static async Task<IReadOnlyList<JsonArray>> LinksAsync(LanguageServer server)
    {
        while (true)
        {
            var page = await server.Editor.HearAsync("codeassist/showPage");
            var links = Link().Matches((string)page["params"]!["html"]!);
            if (links.Count > 0)
            {
                return [.. links.Select(link => JsonNode.Parse(Uri.UnescapeDataString(link.Groups["arguments"].Value))!.AsArray())];
            }
        }
    }

    private static Task<int> AnswerAsync(LanguageServer server, JsonArray link) =>
        server.Editor.AskAsync("workspace/executeCommand", new JsonObject { ["command"] = "codeassist.answer", ["arguments"] = link.DeepClone() });

    private static async Task<JsonObject> AnswerAsync(LanguageServer server, string method, JsonObject answer)
    {
        var request = await server.Editor.HearAsync(method);
        await server.Editor.AnswerAsync(request, answer);
        return request["params"]!.AsObject();
    }
}
