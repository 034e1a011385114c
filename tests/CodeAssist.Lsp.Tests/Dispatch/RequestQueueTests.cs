using CodeAssist.TestSupport;
using Microsoft.Extensions.Logging;

namespace CodeAssist.Lsp.Tests.Dispatch;

public sealed class RequestQueueTests
{
    [Fact]
    public async Task A_request_sees_every_change_before_it_and_none_after()
    {
        await using var bench = await Bench.RunningAsync();
        for (var count = 1; count <= 50; count++)
        {
            await bench.ChangeAsync("file:///a", "x");
            var id = await bench.AskAsync(NotebookHandlers.Answer);
            await bench.ChangeAsync("file:///a", "y");

            var answer = await bench.Editor.AnswerToAsync(id);
            Assert.Equal("text" + string.Concat(Enumerable.Repeat("xy", count - 1)) + "x", (string?)answer["result"]!["items"]![0]!["insertText"]);
        }
    }

    [Fact]
    public async Task A_request_in_work_keeps_its_snapshot_and_delays_nobody()
    {
        await using var bench = await Bench.RunningAsync();
        await bench.OpenAsync("file:///b", "other");
        var slow = await bench.AskAsync(NotebookHandlers.Wait);
        await bench.IsWaitingAsync();

        await bench.ChangeAsync("file:///a", " changed");
        Assert.Equal("other", await bench.SuggestAsync("file:///b"));

        bench.Handlers.Waiting["file:///a"].SetResult();
        Assert.Equal("text", (string?)(await bench.Editor.AnswerToAsync(slow))["result"]!["items"]![0]!["insertText"]);
        Assert.Equal("text changed", await bench.SuggestAsync());
    }

    [Fact]
    public async Task The_newest_request_for_a_document_takes_the_place_of_the_older()
    {
        await using var bench = await Bench.RunningAsync();
        var older = await bench.AskAsync(NotebookHandlers.Wait);
        await bench.IsWaitingAsync();

        Assert.Equal("text", await bench.SuggestAsync());

        // A result, not an error: editors show errors to their users.
        var answer = await bench.Editor.AnswerToAsync(older);
        Assert.True(answer.ContainsKey("result"));
        Assert.Null(answer["result"]);
    }

    [Fact]
    public async Task A_request_for_another_document_takes_nobodys_place()
    {
        await using var bench = await Bench.RunningAsync();
        await bench.OpenAsync("file:///b", "other");
        var first = await bench.AskAsync(NotebookHandlers.Wait);
        await bench.IsWaitingAsync();

        Assert.Equal("other", await bench.SuggestAsync("file:///b"));

        bench.Handlers.Waiting["file:///a"].SetResult();
        Assert.NotNull((await bench.Editor.AnswerToAsync(first))["result"]);
    }

    [Fact]
    public async Task A_change_alone_cancels_nothing()
    {
        await using var bench = await Bench.RunningAsync();
        var asked = await bench.AskAsync(NotebookHandlers.Wait);
        await bench.IsWaitingAsync();

        await bench.ChangeAsync("file:///a", "x");
        Assert.Null(await bench.SuggestAsync("file:///none"));

        bench.Handlers.Waiting["file:///a"].SetResult();
        Assert.NotNull((await bench.Editor.AnswerToAsync(asked))["result"]);
    }

    [Fact]
    public async Task A_cancel_overtakes_the_queue_and_is_answered_as_cancelled()
    {
        await using var bench = await Bench.RunningAsync();
        var id = await bench.AskAsync(NotebookHandlers.Wait);

        await bench.Editor.CancelAsync(id);

        Assert.Equal(-32800, (int?)(await bench.Editor.AnswerToAsync(id))["error"]!["code"]);
    }

    [Fact]
    public async Task A_handler_that_ignores_its_cancellation_still_answers_once()
    {
        await using var bench = await Bench.RunningAsync();
        var id = await bench.AskAsync(NotebookHandlers.Ignore);
        await bench.IsWaitingAsync();
        await bench.Editor.CancelAsync(id);

        bench.Handlers.Waiting["file:///a"].SetResult();

        Assert.NotNull((await bench.Editor.AnswerToAsync(id))["result"]);
        Assert.Equal("text", await bench.SuggestAsync());
    }

    [Fact]
    public async Task A_broken_query_fails_alone_and_tells_no_secrets()
    {
        await using var bench = await Bench.RunningAsync();

        var error = (await bench.Editor.AnswerToAsync(await bench.AskAsync(NotebookHandlers.Fail)))["error"]!;

        Assert.Equal(-32603, (int?)error["code"]);
        Assert.Matches("^Internal error \\(ref [0-9a-f]{4}\\)$", (string?)error["message"]);
        var reference = ((string?)error["message"])![^5..^1];
        Assert.Contains(bench.Logger.Entries, entry => entry.Exception is InvalidOperationException && entry.Message.Contains(reference, StringComparison.Ordinal));
        Assert.Equal("text", await bench.SuggestAsync());
    }

    [Fact]
    public async Task A_refusal_is_a_sentence_for_people()
    {
        await using var bench = await Bench.RunningAsync();

        var error = (await bench.Editor.AnswerToAsync(await bench.AskAsync(NotebookHandlers.Refuse)))["error"]!;

        Assert.Equal((-32803, "There is no model. Install one."), ((int?)error["code"], (string?)error["message"]));
    }

    [Fact]
    public async Task A_broken_mutation_ends_the_server_and_the_editor_hears_why()
    {
        await using var bench = await Bench.RunningAsync();

        await bench.ChangeAsync("file:///never-opened", "x");

        var shown = await bench.Editor.HearAsync("window/showMessage");
        Assert.Equal(1, (int?)shown["params"]!["type"]);
        Assert.Matches("internal error \\(ref [0-9a-f]{4}\\)", (string?)shown["params"]!["message"]);
        Assert.Equal(70, await bench.ExitCode);
        Assert.Contains(bench.Logger.Entries, entry => entry.Level == LogLevel.Critical && entry.Exception is KeyNotFoundException);
    }

    [Fact]
    public async Task Background_requests_wait_for_each_other_but_nobody_waits_for_them()
    {
        await using var bench = await Bench.RunningAsync(new LspServerOptions { BackgroundRequests = 1 });
        var first = await bench.Editor.AskAsync("test/background", Bench.Completion("file:///a", NotebookHandlers.Wait));
        await bench.IsWaitingAsync();
        var second = await bench.Editor.AskAsync("test/background", Bench.Completion("file:///b", NotebookHandlers.Wait));

        Assert.Equal("text", await bench.SuggestAsync());
        Assert.False(bench.Handlers.Waiting.ContainsKey("file:///b"));

        bench.Handlers.Waiting["file:///a"].SetResult();
        await bench.IsWaitingAsync("file:///b");
        bench.Handlers.Waiting["file:///b"].SetResult();
        await bench.Editor.AnswerToAsync(first);
        await bench.Editor.AnswerToAsync(second);
    }

    [Fact]
    public async Task A_background_request_can_be_cancelled_while_it_waits_for_its_turn()
    {
        await using var bench = await Bench.RunningAsync(new LspServerOptions { BackgroundRequests = 1 });
        var first = await bench.Editor.AskAsync("test/background", Bench.Completion("file:///a", NotebookHandlers.Wait));
        await bench.IsWaitingAsync();
        var second = await bench.Editor.AskAsync("test/background", Bench.Completion("file:///b", NotebookHandlers.Wait));

        await bench.Editor.CancelAsync(second);

        Assert.Equal(-32800, (int?)(await bench.Editor.AnswerToAsync(second))["error"]!["code"]);
        bench.Handlers.Waiting["file:///a"].SetResult();
        Assert.NotNull((await bench.Editor.AnswerToAsync(first))["result"]);
    }

    [Fact]
    public async Task A_posted_change_takes_its_place_in_the_order()
    {
        await using var bench = await Bench.RunningAsync();
        Assert.Equal("text", await bench.SuggestAsync());

        bench.Server.Post("settings", session => session.Pages = session.Pages.SetItem("file:///a", "posted"));

        Assert.Equal("posted", await bench.SuggestAsync());
    }

    [Fact]
    public async Task A_failing_posted_change_ends_the_server_as_any_mutation()
    {
        await using var bench = await Bench.RunningAsync();

        bench.Server.Post("settings", _ => throw new InvalidOperationException());

        await bench.Editor.HearAsync("window/showMessage");
        Assert.Equal(70, await bench.ExitCode);
    }

    [Fact]
    public async Task Debug_info_is_answered_while_the_queue_is_stuck()
    {
        var describe = new Dictionary<string, string>(StringComparer.Ordinal) { ["host"] = "ready" };
        await using var bench = await Bench.RunningAsync(new LspServerOptions { Describe = () => describe });
        var running = await bench.AskAsync(NotebookHandlers.Wait);
        await bench.IsWaitingAsync();
        using var release = new ManualResetEventSlim();
        bench.Server.Post("stuck", _ => release.Wait(TimeSpan.FromSeconds(30)));
        await bench.ChangeAsync("file:///a", "x");

        var debug = (await bench.Editor.CallAsync("codeassist/debugInfo"))["result"]!;
        release.Set();

        Assert.Equal("Running", (string?)debug["phase"]);
        Assert.Equal("ready", (string?)debug["details"]!["host"]);
        Assert.Equal($"{running}", (string?)debug["running"]![0]!["id"]);
        Assert.Equal("textDocument/inlineCompletion", (string?)debug["running"]![0]!["method"]);
        bench.Handlers.Waiting["file:///a"].SetResult();
        await bench.Editor.AnswerToAsync(running);
    }

    [Fact]
    public async Task Every_request_leaves_one_line_in_the_log()
    {
        await using var bench = await Bench.RunningAsync();
        await bench.SuggestAsync();

        bool IsLine(LogEntry entry) => entry.Message.StartsWith("textDocument/inlineCompletion", StringComparison.Ordinal);
        await Eventually.TrueAsync(() => bench.Logger.Entries.Any(IsLine));
        Assert.Matches("^textDocument/inlineCompletion \\([0-9]+, ReadOnly\\) took [0-9]+ ms: answered$", bench.Logger.Entries.Single(IsLine).Message);
    }

    [Fact]
    public async Task Storms_of_requests_each_get_exactly_one_answer()
    {
        await using var bench = await Bench.RunningAsync();
        var ids = new List<int>();
        for (var count = 0; count < 500; count++)
        {
            ids.Add(await bench.AskAsync(count % 3 == 0 ? NotebookHandlers.Wait : NotebookHandlers.Answer));
            if (count % 5 == 0)
            {
                await bench.Editor.CancelAsync(ids[^1]);
            }

            await bench.ChangeAsync("file:///a", "x");
        }

        ids.Add(await bench.AskAsync(NotebookHandlers.Answer));
        foreach (var id in ids)
        {
            // Taking each once and finding none left at the end is what "exactly one" means.
            await bench.Editor.AnswerToAsync(id);
        }

        Assert.DoesNotContain(bench.Logger.Entries, entry => entry.Level >= LogLevel.Warning);
    }
}
