using System.Text.Json.Nodes;
using CodeAssist.EndToEnd.Tests.Support;

namespace CodeAssist.EndToEnd.Tests.Lifecycle;

/// <summary>What the server tells unasked: progress, status, traces.</summary>
public sealed class ReportingTests : ProductTest
{
    private const string Uri = "file:///somewhere/Shelf.cs";

    [Fact]
    public async Task Loading_the_model_shows_progress_with_one_beginning_and_one_end()
    {
        var server = StartServer();
        await server.InitializeAsync(new JsonObject { ["window"] = new JsonObject { ["workDoneProgress"] = true } });
        await server.Editor.NotifyAsync("initialized", new JsonObject());

        var creation = await server.Editor.HearAsync("window/workDoneProgress/create");
        await server.Editor.AnswerAsync(creation, null);
        var kinds = new List<string?>();
        do
        {
            var progress = (await server.Editor.HearAsync("$/progress"))["params"]!;
            Assert.Equal(creation["params"]!["token"]!.ToJsonString(), progress["token"]!.ToJsonString());
            kinds.Add((string?)progress["value"]!["kind"]);
            Assert.Equal(kinds[^1] is "begin" ? true : null, (bool?)progress["value"]!["cancellable"]);
        }
        while (kinds[^1] is not "end");

        Assert.Equal("begin", kinds[0]);
        Assert.All(kinds.Skip(1).SkipLast(1), kind => Assert.Equal("report", kind));
    }

    [Fact]
    public async Task The_status_names_model_and_device_once_the_model_is_ready()
    {
        var server = StartServer();
        await server.InitializeAsync();
        await server.Editor.NotifyAsync("initialized", new JsonObject());

        var loading = await server.StatusAsync("loading");
        var ready = await server.StatusAsync("ready");

        Assert.Contains("Loading the model", (string?)loading["message"], StringComparison.Ordinal);
        Assert.StartsWith("codeassist", (string?)ready["model"], StringComparison.Ordinal);
        Assert.Equal("CPU", (string?)ready["device"]);
    }

    [Fact]
    public async Task Traces_come_to_those_who_ask_for_them_and_only_then()
    {
        var server = await StartReadyServerAsync();
        await server.CompleteAsync(Uri, CaretText.Obvious);

        await server.Editor.NotifyAsync("$/setTrace", new JsonObject { ["value"] = "messages" });
        await server.CompleteAsync(Uri, CaretText.Obvious);
        var trace = (await server.Editor.HearAsync("$/logTrace"))["params"]!;
        await server.Editor.NotifyAsync("$/setTrace", new JsonObject { ["value"] = "verbose" });
        await server.CompleteAsync(Uri, CaretText.Obvious);
        JsonNode verbose;
        do
        {
            // The trace of the request before may come after its answer.
            verbose = (await server.Editor.HearAsync("$/logTrace"))["params"]!;
        }
        while (verbose["verbose"] is null);

        await server.Editor.NotifyAsync("$/setTrace", new JsonObject { ["value"] = "off" });

        // A trace of this one would be found unread at the end.
        await server.CompleteAsync(Uri, CaretText.Obvious);

        Assert.Contains("textDocument/inlineCompletion", (string?)trace["message"], StringComparison.Ordinal);
        Assert.Null(trace["verbose"]);
        Assert.Contains("textDocument/inlineCompletion", (string?)verbose["message"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_user_types_is_in_no_log_and_no_message()
    {
        var server = await StartReadyServerAsync();
        var secret = CaretText.Parse("class Xyzzy4711 { string key = \"Plugh0815\"; string Key() { return ‸ } }");

        await server.CompleteAsync(Uri, secret);
        await server.Editor.CallAsync("shutdown");
        await server.Editor.NotifyAsync("exit");
        await server.ExitCodeAsync();

        var logs = await File.ReadAllTextAsync(User.ServerLog, TestContext.Current.CancellationToken)
            + await File.ReadAllTextAsync(User.HostLog, TestContext.Current.CancellationToken);
        Assert.Contains("ready", logs, StringComparison.Ordinal);
        Assert.DoesNotContain("Xyzzy4711", logs, StringComparison.Ordinal);
        Assert.DoesNotContain("Plugh0815", logs, StringComparison.Ordinal);
    }
}
