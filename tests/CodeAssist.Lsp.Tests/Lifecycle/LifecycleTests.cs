using System.Text.Json.Nodes;
using CodeAssist.JsonRpc;
using CodeAssist.Lsp.Lifecycle;
using CodeAssist.TestSupport;

namespace CodeAssist.Lsp.Tests.Lifecycle;

public sealed class LifecycleTests
{
    [Fact]
    public async Task Requests_before_initialize_are_refused_and_notifications_dropped()
    {
        await using var bench = new Bench();
        await bench.OpenAsync("file:///a", "early");

        var refused = await bench.Editor.AnswerToAsync(await bench.AskAsync(NotebookHandlers.Answer));

        Assert.Equal(-32002, (int?)refused["error"]!["code"]);
        await bench.Editor.CallAsync("initialize", new JsonObject());
        Assert.Null(await bench.SuggestAsync());
    }

    [Fact]
    public async Task A_second_initialize_is_refused()
    {
        await using var bench = await Bench.RunningAsync();

        Assert.Equal(-32600, (int?)(await bench.Editor.CallAsync("initialize", new JsonObject()))["error"]!["code"]);
        Assert.Equal("text", await bench.SuggestAsync());
    }

    [Fact]
    public async Task An_initialize_that_cannot_be_read_may_be_repeated()
    {
        await using var bench = new Bench();

        Assert.Equal(-32602, (int?)(await bench.Editor.CallAsync("initialize", new JsonObject { ["processId"] = "x" }))["error"]!["code"]);
        Assert.NotNull((await bench.Editor.CallAsync("initialize", new JsonObject()))["result"]);
    }

    [Fact]
    public async Task Shutdown_then_exit_is_the_orderly_end()
    {
        await using var bench = await Bench.RunningAsync();

        var answer = await bench.Editor.CallAsync("shutdown");
        Assert.True(answer.ContainsKey("result"));
        Assert.Null(answer["result"]);
        Assert.Equal(-32600, (int?)(await bench.Editor.AnswerToAsync(await bench.AskAsync(NotebookHandlers.Answer)))["error"]!["code"]);
        Assert.Equal(-32600, (int?)(await bench.Editor.CallAsync("initialize", new JsonObject()))["error"]!["code"]);
        await bench.Editor.NotifyAsync("exit");

        Assert.Equal(0, await bench.ExitCode);
        Assert.Equal(ServerPhase.Ended, bench.Server.Phase);
    }

    [Fact]
    public async Task An_exit_right_behind_the_shutdown_is_orderly_too_and_shutdown_is_answered()
    {
        await using var bench = await Bench.RunningAsync();

        var shutdown = await bench.Editor.AskAsync("shutdown");
        await bench.Editor.NotifyAsync("exit");

        Assert.Equal(0, await bench.ExitCode);
        Assert.True((await bench.Editor.AnswerToAsync(shutdown)).ContainsKey("result"));
    }

    [Fact]
    public async Task Exit_without_shutdown_tells_so()
    {
        await using var bench = await Bench.RunningAsync();

        await bench.Editor.NotifyAsync("exit");

        Assert.Equal(1, await bench.ExitCode);
    }

    [Fact]
    public async Task Exit_is_heard_before_initialize()
    {
        await using var bench = new Bench();

        await bench.Editor.NotifyAsync("exit");

        Assert.Equal(1, await bench.ExitCode);
    }

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 0)]
    public async Task The_end_of_the_input_ends_the_server(bool afterShutdown, int exitCode)
    {
        await using var bench = await Bench.RunningAsync();
        if (afterShutdown)
        {
            await bench.Editor.CallAsync("shutdown");
        }

        await bench.Editor.HangUpAsync();

        Assert.Equal(exitCode, await bench.ExitCode);
    }

    [Fact]
    public async Task A_signal_ends_the_server_and_what_is_in_work_is_answered()
    {
        await using var bench = await Bench.RunningAsync();
        var id = await bench.AskAsync(NotebookHandlers.Wait);
        await bench.IsWaitingAsync();

        bench.Terminate();

        Assert.Equal(1, await bench.ExitCode);
        Assert.Equal(-32800, (int?)(await bench.Editor.AnswerToAsync(id))["error"]!["code"]);
    }

    [Fact]
    public async Task A_request_that_does_not_heed_its_cancellation_cannot_hold_the_end()
    {
        var time = new ManualTime();
        await using var bench = await Bench.RunningAsync(new LspServerOptions { Wire = new JsonRpcOptions { Time = time } });
        await bench.AskAsync(NotebookHandlers.Ignore);
        await bench.IsWaitingAsync();

        await bench.Editor.NotifyAsync("exit");
        await EndsAsync(bench, time);

        Assert.Equal(1, await bench.ExitCode);
        Assert.Contains(bench.Logger.Entries, entry => entry.Message.Contains("without its running requests", StringComparison.Ordinal));
        bench.Handlers.Waiting["file:///a"].SetResult();
    }

    [Fact]
    public async Task A_vanished_editor_ends_the_server()
    {
        var time = new ManualTime();
        var alive = true;
        var options = new LspServerOptions
        {
            Wire = new JsonRpcOptions { Time = time },
            IsProcessAlive = id => id == 4711 && Volatile.Read(ref alive),
        };
        await using var bench = await Bench.RunningAsync(options, new JsonObject { ["processId"] = 4711 });
        await Eventually.TrueAsync(() => time.WaitingTimers > 0);
        time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal("text", await bench.SuggestAsync());

        Volatile.Write(ref alive, false);
        await EndsAsync(bench, time);

        Assert.Equal(1, await bench.ExitCode);
        Assert.Contains(bench.Logger.Entries, entry => entry.Message.Contains("the editor's process is gone", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_editor_that_was_never_visible_is_not_a_dead_one()
    {
        var time = new ManualTime();
        var options = new LspServerOptions { Wire = new JsonRpcOptions { Time = time }, IsProcessAlive = _ => false };
        await using var bench = await Bench.RunningAsync(options, new JsonObject { ["processId"] = 4711 });

        time.Advance(TimeSpan.FromMinutes(10));

        Assert.Equal("text", await bench.SuggestAsync());
    }

    // Which limit the server waits for at this moment is its own business.
    private static Task EndsAsync(Bench bench, ManualTime time) => Eventually.TrueAsync(() =>
    {
        time.Advance(TimeSpan.FromSeconds(1));
        return bench.ExitCode.IsCompleted;
    });
}
