using System.Text.Json.Nodes;
using CodeAssist.EndToEnd.Tests.Support;

namespace CodeAssist.EndToEnd.Tests.Commands;

/// <summary>What any editor can have the server do: <c>workspace/executeCommand</c>.</summary>
public sealed class EditorCommandTests : ProductTest
{
    private const string Uri = "file:///somewhere/Shelf.cs";

    [Fact]
    public async Task Every_command_is_announced()
    {
        var server = StartServer();

        var result = await server.InitializeAsync();

        var announced = string.Join(' ', result["capabilities"]!["executeCommandProvider"]!["commands"]!.AsArray());
        Assert.Equal("codeassist.accepted codeassist.snooze codeassist.resume codeassist.toggleLocalOnly codeassist.togglePrivate codeassist.explainLast codeassist.review codeassist.dismissFinding codeassist.explain codeassist.fix codeassist.menu codeassist.showUsage codeassist.showRouting codeassist.keyVariables codeassist.pickModel codeassist.delegate codeassist.cancelTask codeassist.undoTask codeassist.answer", announced);
    }

    [Fact]
    public async Task While_snoozed_only_an_invoked_request_is_answered_and_the_status_says_until_when()
    {
        var server = await StartReadyServerAsync();
        await server.OpenAsync(Uri, CaretText.Obvious.Text);

        Assert.Contains("3 minutes", await RunAsync(server, "codeassist.snooze", 3), StringComparison.Ordinal);
        var paused = await server.StatusAsync("paused");
        var automatic = await CompleteAsync(server, LanguageServer.Automatic);
        var why = await RunAsync(server, "codeassist.explainLast");
        var invoked = await CompleteAsync(server, LanguageServer.Invoked);
        await RunAsync(server, "codeassist.resume");
        await server.StatusAsync("ready");
        var after = await CompleteAsync(server, LanguageServer.Automatic);

        Assert.StartsWith("Snoozed until ", (string?)paused["message"], StringComparison.Ordinal);
        Assert.Null(automatic);
        Assert.Contains("(Snoozed)", why, StringComparison.Ordinal);
        Assert.NotNull(invoked);
        Assert.NotNull(after);
    }

    [Fact]
    public async Task The_last_suggestion_is_explained_by_who_made_it()
    {
        var server = await StartReadyServerAsync();

        var before = await RunAsync(server, "codeassist.explainLast");
        Assert.NotNull(await server.CompleteAsync(Uri, CaretText.Obvious));
        var after = await RunAsync(server, "codeassist.explainLast");

        Assert.StartsWith("Nothing was asked for yet", before, StringComparison.Ordinal);
        Assert.Matches(@"^In Shelf\.cs, .+ suggested after \d+ ms, \d+ ?% sure\.$", after);
    }

    [Fact]
    public async Task Local_only_is_switched_by_the_user_and_survives_the_server()
    {
        var server = await StartReadyServerAsync();

        var asked = await server.Editor.AskAsync("workspace/executeCommand", new JsonObject { ["command"] = "codeassist.toggleLocalOnly" });
        await server.Editor.AnswerAsync(await server.Editor.HearAsync("window/showMessageRequest"), new JsonObject { ["title"] = "Keep everything here" });
        Assert.StartsWith("Local-only is on", (string?)(await server.Editor.AnswerToAsync(asked))["result"], StringComparison.Ordinal);
        await server.Editor.HearAsync("window/showMessage");
        await LocalOnlyAsync(server, chosen: true);
        var another = StartServer();
        await another.InitializeAsync();
        await another.Editor.NotifyAsync("initialized", new JsonObject());
        await LocalOnlyAsync(another, chosen: true);
        Assert.StartsWith("Local-only is off", await RunAsync(another, "codeassist.toggleLocalOnly"), StringComparison.Ordinal);
        await LocalOnlyAsync(another, chosen: false);

        Assert.Contains("\"localOnly\": false", await File.ReadAllTextAsync(Path.Combine(User.Config, "policy.json"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_the_editor_does_not_trust_is_local_only()
    {
        var server = StartServer();
        var folder = new JsonArray(new JsonObject { ["uri"] = new Uri(User.Workspace).AbsoluteUri, ["name"] = "work" });
        await server.InitializeAsync(null, new("workspaceFolders", folder), new("initializationOptions", new JsonObject { ["workspaceTrust"] = "untrusted" }));
        User.WriteFile(".codeassist/policy.json", """{"version": 1}""");
        await File.WriteAllTextAsync(Path.Combine(User.Config, "policy.json"), """{"version": 1, "localOnly": false}""", TestContext.Current.CancellationToken);
        await server.Editor.NotifyAsync("initialized", new JsonObject());

        var local = await LocalOnlyAsync(server, chosen: false);

        Assert.Contains("work is not trusted", local, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_repository_is_made_private_for_every_server_and_released_by_its_user()
    {
        var server = await StartInWorkspaceAsync();
        await PrivateAsync(server, isPrivate: false);

        Assert.Contains(": private.", await RunAsync(server, "codeassist.togglePrivate"), StringComparison.Ordinal);
        Assert.Contains("You have made the repository of", await PrivateAsync(server, isPrivate: true), StringComparison.Ordinal);
        var another = await StartInWorkspaceAsync();
        await PrivateAsync(another, isPrivate: true);
        Assert.Contains("no longer private", await RunAsync(another, "codeassist.togglePrivate"), StringComparison.Ordinal);

        await PrivateAsync(another, isPrivate: false);
    }

    [Fact]
    public async Task The_menu_has_what_does_something_now_and_answers_with_a_command()
    {
        var server = StartServer();
        await server.GreetAsync(new JsonObject { ["experimental"] = new JsonObject { ["codeassist"] = new JsonObject { ["pick"] = true } } });

        var asked = await server.Editor.AskAsync(
            "workspace/executeCommand", new JsonObject { ["command"] = "codeassist.menu", ["arguments"] = new JsonArray(new JsonObject { ["range"] = new JsonObject() }) });
        var list = await server.Editor.HearAsync("codeassist/pick");
        await server.Editor.AnswerAsync(list, new JsonObject { ["id"] = "codeassist.snooze" });
        var answer = await server.Editor.AnswerToAsync(asked);

        var offered = list["params"]!["items"]!.AsArray().Select(item => (string?)item!["id"]).ToList();
        Assert.Contains("codeassist.fix", offered, StringComparer.Ordinal);
        Assert.DoesNotContain("codeassist.resume", offered, StringComparer.Ordinal);
        Assert.DoesNotContain("codeassist.reviewFile", offered, StringComparer.Ordinal);
        Assert.Equal("codeassist.snooze", (string?)answer["result"]);
    }

    [Fact]
    public async Task An_accepted_suggestion_is_counted_by_the_command_that_came_with_it()
    {
        var server = await StartReadyServerAsync();
        await server.OpenAsync(Uri, CaretText.Obvious.Text);
        var item = (await server.CompleteAsync(Uri, CaretText.Obvious.Line, CaretText.Obvious.Character))!;
        var command = item["command"]!;

        var answer = await server.Editor.CallAsync("workspace/executeCommand", new JsonObject
        {
            ["command"] = (string?)command["command"],
            ["arguments"] = command["arguments"]!.DeepClone(),
        });

        Assert.True(answer.ContainsKey("result"), answer.ToJsonString());
        Assert.Equal("1", await server.DetailAsync("completion.accepted"));
    }

    [Fact]
    public async Task A_command_that_does_not_exist_is_refused()
    {
        var server = await StartReadyServerAsync();

        var answer = await server.Editor.CallAsync("workspace/executeCommand", new JsonObject { ["command"] = "codeassist.dance" });

        Assert.Equal(-32602, (int?)answer["error"]!["code"]);
    }

    // The sentence is answered and shown.
    private static async Task<string> RunAsync(LanguageServer server, string command, params JsonNode[] arguments)
    {
        var answer = await server.Editor.CallAsync(
            "workspace/executeCommand", new JsonObject { ["command"] = command, ["arguments"] = new JsonArray([.. arguments]) });
        var shown = (string?)(await server.Editor.HearAsync("window/showMessage"))["params"]!["message"];
        Assert.Equal(shown, (string?)answer["result"]);

        return shown!;
    }

    private static async Task<JsonObject?> CompleteAsync(LanguageServer server, int trigger) =>
        await server.CompleteAsync(Uri, CaretText.Obvious.Line, CaretText.Obvious.Character, trigger);

    private async Task<LanguageServer> StartInWorkspaceAsync()
    {
        var server = StartServer();
        var folder = new JsonArray(new JsonObject { ["uri"] = new Uri(User.Workspace).AbsoluteUri, ["name"] = "work" });
        await server.InitializeAsync(null, new("workspaceFolders", folder), new("initializationOptions", new JsonObject { ["workspaceTrust"] = "trusted" }));
        await server.Editor.NotifyAsync("initialized", new JsonObject());

        return server;
    }

    private static Task<string> LocalOnlyAsync(LanguageServer server, bool chosen) => LocalOnlyAsync(server, "chosen", chosen);

    private static Task<string> PrivateAsync(LanguageServer server, bool isPrivate) => LocalOnlyAsync(server, "private", isPrivate);

    private static async Task<string> LocalOnlyAsync(LanguageServer server, string fact, bool expected)
    {
        while (true)
        {
            var local = (await server.Editor.HearAsync("codeassist/status"))["params"]!["localOnly"];
            if (local is not null && (bool?)local[fact] == expected)
            {
                return (string)local["message"]!;
            }
        }
    }
}
