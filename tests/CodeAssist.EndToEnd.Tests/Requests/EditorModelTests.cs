using System.Text.Json.Nodes;
using CodeAssist.EndToEnd.Tests.Support;
using CodeAssist.TestSupport;

namespace CodeAssist.EndToEnd.Tests.Requests;

/// <summary>A model from the list into use, as an editor's user has it: pick, licence, progress, cancel, resume, completion.</summary>
public sealed class EditorModelTests : ProductTest
{
    private const string Uri = "file:///somewhere/Shelf.cs";

    private string Target => Path.Combine(User.Data, "models", ScriptedHub.Model, "coder.gguf");

    [Fact]
    public async Task A_model_is_picked_its_licence_read_its_download_stopped_and_gone_on_with_until_it_completes()
    {
        await using var hub = ScriptedHub.For(User, commercial: "forbidden");
        Assert.Equal(0, (await RunAsync("policy", "allow", "--folder", User.Workspace)).ExitCode);
        var server = await StartAsync();
        hub.HoldAt(6 << 20);

        var asked = await PickAsync(server, "download house-coder");
        var question = await AgreeAsync(server);
        var progress = await ProgressAsync(server);
        await Eventually.TrueAsync(() => new FileInfo(Target + ".partial") is { Exists: true, Length: >= 6 << 20 });
        await server.Editor.NotifyAsync("window/workDoneProgress/cancel", new JsonObject { ["token"] = progress["token"]!.DeepClone() });
        var stopped = (string?)(await server.Editor.AnswerToAsync(asked))["result"];
        hub.Release();

        var again = await PickAsync(server, "download house-coder", " % of it has come");
        await AgreeAsync(server);
        var done = (string?)(await server.Editor.AnswerToAsync(again))["result"];
        var text = await server.CompleteAfterShadersAsync(Uri, CaretText.Obvious);

        Assert.StartsWith("House Coder: House Licence, not for use at work.", (string?)question["message"], StringComparison.Ordinal);
        Assert.Equal("I have read it: download", (string?)Assert.Single(question["actions"]!.AsArray())!["title"]);
        Assert.Equal("The download of House Coder was stopped. What has come is kept: choose it again to go on.", stopped);
        Assert.StartsWith("house-coder completes from now on.", done, StringComparison.Ordinal);
        Assert.InRange(hub.Ranges[^1], 1, 6 << 20);
        Assert.Equal(Target, await server.DetailAsync("model.file"));
        Assert.Matches(@"^\d+ MB of 8 MB", (string?)progress["value"]!["message"]);
        Assert.StartsWith("ArgumentNullException", text, StringComparison.Ordinal);
        Assert.Contains(Target, await File.ReadAllTextAsync(User.SettingsFile, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nothing_may_leave_the_list_is_there_and_a_download_says_why_not()
    {
        await using var hub = ScriptedHub.For(User);
        var server = await StartAsync();

        var answer = await server.Editor.AnswerToAsync(await PickAsync(server, "download house-coder"));

        Assert.StartsWith("House Coder is not on this machine, and nothing may leave it, a request for a download included. You have not allowed", (string?)answer["result"], StringComparison.Ordinal);
        Assert.Empty(hub.Requests);
    }

    private async Task<LanguageServer> StartAsync()
    {
        var server = StartServer();
        server.Editor.IgnoreAll();
        await server.GreetAsync(new JsonObject
        {
            ["experimental"] = new JsonObject { ["codeassist"] = new JsonObject { ["pick"] = true } },
            ["window"] = new JsonObject { ["workDoneProgress"] = true },
        });
        await AnswerProgressAsync(server);
        return server;
    }

    /// <summary>Opens the list and chooses an entry, which has to say something of itself.</summary>
    private static async Task<int> PickAsync(LanguageServer server, string id, string says = "")
    {
        var asked = await server.Editor.AskAsync("workspace/executeCommand", new JsonObject { ["command"] = "codeassist.pickModel" });
        var list = await server.Editor.HearAsync("codeassist/pick");
        var item = list["params"]!["items"]!.AsArray().Single(item => string.Equals((string?)item!["id"], id, StringComparison.Ordinal))!;
        Assert.Contains(says, (string?)item["description"], StringComparison.Ordinal);
        Assert.Contains("House Licence", (string?)item["detail"], StringComparison.Ordinal);
        await server.Editor.AnswerAsync(list, new JsonObject { ["id"] = id });
        return asked;
    }

    private static async Task<JsonObject> AgreeAsync(LanguageServer server)
    {
        var question = await server.Editor.HearAsync("window/showMessageRequest");
        await server.Editor.AnswerAsync(question, new JsonObject { ["title"] = (string?)question["params"]!["actions"]![0]!["title"] });
        await AnswerProgressAsync(server);
        return question["params"]!.AsObject();
    }

    private static async Task AnswerProgressAsync(LanguageServer server) =>
        await server.Editor.AnswerAsync(await server.Editor.HearAsync("window/workDoneProgress/create"), null);

    /// <summary>The first that is said of how far a download has come.</summary>
    private static async Task<JsonObject> ProgressAsync(LanguageServer server)
    {
        while (true)
        {
            var progress = (await server.Editor.HearAsync("$/progress"))["params"]!.AsObject();
            if (((string?)progress["value"]!["message"])?.Contains(" of ", StringComparison.Ordinal) == true)
            {
                return progress;
            }
        }
    }
}
