using System.Text.Json;
using System.Text.Json.Nodes;
using CodeAssist.JsonRpc;
using CodeAssist.Lsp.Protocol;
using CodeAssist.TestSupport;

namespace CodeAssist.Lsp.Tests;

public sealed class LspClientTests
{
    private static readonly JsonObject _withProgress = new()
    {
        ["capabilities"] = new JsonObject { ["window"] = new JsonObject { ["workDoneProgress"] = true } },
    };

    private static JsonObject Announcing(JsonNode ours) => new()
    {
        ["capabilities"] = new JsonObject { ["experimental"] = ours is JsonObject ? new JsonObject { ["codeassist"] = ours } : ours },
    };

    [Fact]
    public async Task Settings_are_pulled_item_by_item()
    {
        await using var bench = await Bench.RunningAsync();
        var pulled = bench.Server.Client.PullConfigurationAsync([new ConfigurationItem("file:///a", "codeassist"), new ConfigurationItem()], Bench.Token);

        var asked = await bench.Editor.HearAsync("workspace/configuration");
        Assert.Equal("""{"items":[{"scopeUri":"file:///a","section":"codeassist"},{}]}""", asked["params"]!.ToJsonString());
        await bench.Editor.AnswerAsync(asked, new JsonArray(new JsonObject { ["enabled"] = true }, null));

        var settings = await pulled;
        Assert.True(settings[0].GetProperty("enabled").GetBoolean());
        Assert.Equal(JsonValueKind.Null, settings[1].ValueKind);
    }

    [Fact]
    public async Task A_capability_is_registered_and_taken_back()
    {
        await using var bench = await Bench.RunningAsync();
        var options = new InlineCompletionRegistrationOptions([new DocumentFilter(Language: "csharp")]);
        var registered = bench.Server.Client.RegisterAsync(
            "completion", LspMethod.InlineCompletion, options, LspJsonContext.Default.InlineCompletionRegistrationOptions, Bench.Token);

        var asked = await bench.Editor.HearAsync("client/registerCapability");
        Assert.Equal(
            """{"registrations":[{"id":"completion","method":"textDocument/inlineCompletion","registerOptions":{"documentSelector":[{"language":"csharp"}]}}]}""",
            asked["params"]!.ToJsonString());
        await bench.Editor.AnswerAsync(asked, null);
        await registered;

        var unregistered = bench.Server.Client.UnregisterAsync("completion", LspMethod.InlineCompletion, Bench.Token);
        var taken = await bench.Editor.HearAsync("client/unregisterCapability");
        Assert.Equal("""{"unregisterations":[{"id":"completion","method":"textDocument/inlineCompletion"}]}""", taken["params"]!.ToJsonString());
        await bench.Editor.AnswerAsync(taken, null);
        await unregistered;
    }

    [Fact]
    public async Task A_long_task_is_shown_from_begin_to_end()
    {
        await using var bench = await Bench.RunningAsync(initialize: (JsonObject)_withProgress.DeepClone());
        var beginning = bench.Server.Client.BeginProgressAsync("Loading", isCancellable: true, Bench.Token);
        var create = await bench.Editor.HearAsync("window/workDoneProgress/create");
        await bench.Editor.AnswerAsync(create, null);
        using (var progress = await beginning)
        {
            progress.Report("half", 0.5);
        }

        var token = create["params"]!["token"]!.ToJsonString();
        Assert.Equal($$$"""{"token":{{{token}}},"value":{"kind":"begin","title":"Loading","cancellable":true}}""", await NextAsync(bench));
        Assert.Equal($$$"""{"token":{{{token}}},"value":{"kind":"report","message":"half","percentage":50}}""", await NextAsync(bench));
        Assert.Equal($$$"""{"token":{{{token}}},"value":{"kind":"end"}}""", await NextAsync(bench));
    }

    [Fact]
    public async Task The_user_can_stop_a_long_task()
    {
        await using var bench = await Bench.RunningAsync(initialize: (JsonObject)_withProgress.DeepClone());
        var beginning = bench.Server.Client.BeginProgressAsync("Loading", isCancellable: true, Bench.Token);
        var create = await bench.Editor.HearAsync("window/workDoneProgress/create");
        await bench.Editor.AnswerAsync(create, null);
        using var progress = await beginning;

        await bench.Editor.NotifyAsync("window/workDoneProgress/cancel", new JsonObject { ["token"] = create["params"]!["token"]!.DeepClone() });

        await Eventually.TrueAsync(() => progress.CancellationToken.IsCancellationRequested);
        bench.Editor.Ignore("$/progress");
    }

    [Fact]
    public async Task An_editor_without_progress_is_not_bothered()
    {
        await using var bench = await Bench.RunningAsync();

        using var progress = await bench.Server.Client.BeginProgressAsync("Loading", isCancellable: false, Bench.Token);
        progress.Report("half", 0.5);

        Assert.Equal("text", await bench.SuggestAsync());
    }

    [Fact]
    public async Task An_editor_that_refuses_the_progress_does_not_stop_the_task()
    {
        await using var bench = await Bench.RunningAsync(initialize: (JsonObject)_withProgress.DeepClone());
        var beginning = bench.Server.Client.BeginProgressAsync("Loading", isCancellable: false, Bench.Token);
        var create = await bench.Editor.HearAsync("window/workDoneProgress/create");

        await bench.Editor.SendBodyAsync($$$"""{"jsonrpc":"2.0","id":{{{create["id"]}}},"error":{"code":-32603,"message":"no"}}""");

        using var progress = await beginning;
        progress.Report("half", 0.5);
        Assert.False(progress.CancellationToken.IsCancellationRequested);
    }

    [Fact]
    public async Task Traffic_is_traced_only_while_the_editor_wants_it()
    {
        await using var bench = await Bench.RunningAsync(initialize: new JsonObject { ["trace"] = "messages" });
        await bench.SuggestAsync();
        Assert.Null((await bench.Editor.HearAsync("$/logTrace"))["params"]!["verbose"]);

        await bench.Editor.NotifyAsync("$/setTrace", new JsonObject { ["value"] = "verbose" });
        await bench.SuggestAsync();
        await Eventually.TrueAsync(() => bench.Logger.Entries.Count(entry => entry.Message.StartsWith("textDocument/inline", StringComparison.Ordinal)) == 2);
        await bench.Editor.NotifyAsync("$/setTrace", new JsonObject { ["value"] = "off" });
        await bench.SuggestAsync();

        var traced = new[] { await bench.Editor.HearAsync("$/logTrace"), await bench.Editor.HearAsync("$/logTrace") };
        Assert.Contains(traced, trace => trace["params"]!["verbose"] is not null);
    }

    /// <summary>Case 13: VS Code makes links of it, to commands of its own as well.</summary>
    [Fact]
    public async Task Cases_12_and_13_nothing_in_a_message_a_question_or_a_progress_line_is_a_link()
    {
        const string link = "[Update](command:workbench.action.quit)";
        await using var bench = await Bench.RunningAsync();

        bench.Server.Client.Show(MessageType.Error, $"{link} failed.");
        _ = bench.Server.Client.AskAsync($"{link}?", ["Yes"], TestContext.Current.CancellationToken);
        _ = bench.Server.Client.AskTextAsync(new AskTextParams("The model asks", link), TestContext.Current.CancellationToken);

        foreach (var method in (string[])["window/showMessage", "window/showMessageRequest", "codeassist/askText"])
        {
            var said = (await bench.Editor.HearAsync(method))["params"]!.ToJsonString();
            Assert.Contains("[Update] (command:", said, StringComparison.Ordinal);
            Assert.DoesNotContain("](", said, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Messages_and_status_reach_the_editor()
    {
        await using var bench = await Bench.RunningAsync();

        bench.Server.Client.Log(MessageType.Warning, "slow");
        bench.Server.Client.Show(MessageType.Error, "Broken.");
        bench.Server.Client.SendStatus(new StatusParams(ServerState.Degraded, "On the CPU.", Device: "CPU"));

        Assert.Equal("""{"type":2,"message":"slow"}""", (await bench.Editor.HearAsync("window/logMessage"))["params"]!.ToJsonString());
        Assert.Equal("""{"type":1,"message":"Broken."}""", (await bench.Editor.HearAsync("window/showMessage"))["params"]!.ToJsonString());
        Assert.Equal(
            """{"state":"degraded","message":"On the CPU.","device":"CPU"}""",
            (await bench.Editor.HearAsync("codeassist/status"))["params"]!.ToJsonString());
    }

    [Fact]
    public async Task An_editor_with_lists_is_given_one_and_answers_with_an_entry_of_it()
    {
        await using var bench = await Bench.RunningAsync(initialize: Announcing(new JsonObject { ["pick"] = true }));
        var picking = bench.Server.Client.PickAsync(new PickParams("Which?", [new("a", "First"), new("b", "Second", "of two", Icon: "lock")], "Search"), Bench.Token);

        var asked = await bench.Editor.HearAsync("codeassist/pick");
        await bench.Editor.AnswerAsync(asked, new JsonObject { ["id"] = "b" });

        Assert.Equal(
            """{"title":"Which?","items":[{"id":"a","label":"First"},{"id":"b","label":"Second","description":"of two","icon":"lock"}],"placeholder":"Search"}""",
            asked["params"]!.ToJsonString());
        Assert.Equal("b", await picking);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("""{"id":"nobody offered this"}""")]
    public async Task A_choice_that_is_none_is_none(string answer)
    {
        await using var bench = await Bench.RunningAsync(initialize: Announcing(new JsonObject { ["pick"] = true }));
        var picking = bench.Server.Client.PickAsync(new PickParams("Which?", [new("a", "First")]), Bench.Token);

        await bench.Editor.AnswerAsync(await bench.Editor.HearAsync("codeassist/pick"), JsonNode.Parse(answer));

        Assert.Null(await picking);
    }

    [Fact]
    public async Task A_list_that_nobody_waits_for_any_more_is_taken_away()
    {
        await using var bench = await Bench.RunningAsync(initialize: Announcing(new JsonObject { ["pick"] = true }));
        using var patience = new CancellationTokenSource();
        var picking = bench.Server.Client.PickAsync(new PickParams("Which?", [new("a", "First")]), patience.Token);
        var asked = await bench.Editor.HearAsync("codeassist/pick");

        await patience.CancelAsync();

        Assert.True(JsonNode.DeepEquals(asked["id"], (await bench.Editor.HearAsync("$/cancelRequest"))["params"]!["id"]));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => picking);
    }

    [Theory]
    [InlineData(3, "Which?")]
    [InlineData(9, "Which? (the first 8 of 9)")]
    public async Task An_editor_without_lists_has_buttons_for_the_first_entries(int count, string question)
    {
        await using var bench = await Bench.RunningAsync(initialize: Announcing(true));
        var items = Enumerable.Range(1, count).Select(number => new PickItem($"id {number}", "Entry", $"number {number}"));
        var picking = bench.Server.Client.PickAsync(new PickParams("Which?", [.. items]), Bench.Token);

        var asked = await bench.Editor.HearAsync("window/showMessageRequest");
        var actions = asked["params"]!["actions"]!.AsArray();
        await bench.Editor.AnswerAsync(asked, actions[1]!.DeepClone());

        Assert.Equal(question, (string?)asked["params"]!["message"]);
        Assert.Equal(Math.Min(count, 8), actions.Count);
        Assert.Equal("Entry (number 2)", (string?)actions[1]!["title"]);
        Assert.Equal("id 2", await picking);
    }

    [Fact]
    public async Task A_page_goes_to_an_editor_that_has_a_place_for_it()
    {
        await using var bench = await Bench.RunningAsync(initialize: Announcing(new JsonObject { ["page"] = true }));

        bench.Server.Client.ShowPage(new ShowPageParams("usage", "Usage", "<p>none"));

        Assert.True(bench.Server.Client.Capabilities.CanShowPages);
        Assert.False(bench.Server.Client.Capabilities.CanPick);
        Assert.Equal(
            """{"id":"usage","title":"Usage","html":"\u003Cp\u003Enone","isRefresh":false}""", (await bench.Editor.HearAsync("codeassist/showPage"))["params"]!.ToJsonString());
    }

    [Fact]
    public async Task A_call_to_an_editor_that_goes_away_fails()
    {
        await using var bench = await Bench.RunningAsync();
        var pulled = bench.Server.Client.PullConfigurationAsync([], Bench.Token);
        await bench.Editor.HearAsync("workspace/configuration");

        await bench.Editor.HangUpAsync();

        await Assert.ThrowsAsync<ConnectionClosedException>(() => pulled);
    }

    private static async Task<string> NextAsync(Bench bench) => (await bench.Editor.HearAsync("$/progress"))["params"]!.ToJsonString();
}
