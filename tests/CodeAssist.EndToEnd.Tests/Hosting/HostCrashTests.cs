using System.Globalization;
using System.Text.Json.Nodes;
using CodeAssist.EndToEnd.Tests.Support;

namespace CodeAssist.EndToEnd.Tests.Hosting;

/// <summary>The host is thrown away at any time; the editor notices a missing suggestion at most.</summary>
/// <remarks>The workspace, which would answer alone, is not searched here.</remarks>
public sealed class HostCrashTests : ProductTest
{
    private const string Uri = "file:///somewhere/Shelf.cs";
    private const long EnoughTicks = 3;
    private static readonly TimeSpan _soon = TimeSpan.FromSeconds(10);

    public HostCrashTests() => User.Settings["completion.searchWorkspace"] = false;

    [Fact]
    public async Task Behaviour_23_a_host_killed_in_the_middle_of_an_answer_ends_the_request_with_nothing_and_comes_back()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Holds processes still as Linux does.");
        var server = await StartReadyServerAsync();
        var host = await server.HostIdAsync();
        var request = await AskUntilCaughtAsync(server, host);

        Signals.Kill(host);
        var answer = await server.Editor.AnswerToAsync(request);

        // Ready again, not still: that was said before, after each request that took long. Where many of them did, it is slow.
        await server.StatusAsync("loading");
        await server.StatusAsync("ready", or: "slow");

        Assert.True(answer["result"]?["items"] is JsonArray { Count: 0 }, answer.ToJsonString());
        Assert.NotEqual(host, await server.HostIdAsync());
        Assert.NotNull(await server.CompleteAsync(Uri, CaretText.Obvious));
    }

    [Fact]
    public async Task Behaviour_23_a_host_that_died_unnoticed_is_there_again_before_the_next_key()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Sends a Unix signal.");
        var server = await StartReadyServerAsync();

        Signals.Kill(await server.HostIdAsync());
        await server.StatusAsync("failed");
        await server.StatusAsync("ready");

        Assert.NotNull(await server.CompleteAsync(Uri, CaretText.Obvious, LanguageServer.Automatic));
    }

    [Fact]
    public async Task All_servers_of_a_dead_host_meet_again_at_the_next_one()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Sends a Unix signal.");
        var first = await StartReadyServerAsync();
        var second = await StartReadyServerAsync();

        Signals.Kill(await first.HostIdAsync());
        await Task.WhenAll(first.StatusAsync("failed"), second.StatusAsync("failed"));
        await Task.WhenAll(first.StatusAsync("ready"), second.StatusAsync("ready"));

        Assert.Equal(await first.HostIdAsync(), await second.HostIdAsync());
        Assert.NotNull(await first.CompleteAsync(Uri, CaretText.Obvious));
        Assert.NotNull(await second.CompleteAsync(Uri, CaretText.Obvious));
    }

    [Fact]
    public async Task Behaviour_23_a_host_that_hangs_costs_an_answer_and_holds_nobody_up()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows cannot hold a process still.");
        var server = await StartReadyServerAsync();
        var host = await server.HostIdAsync();
        Signals.Stop(host);

        var text = await server.CompleteAsync(Uri, CaretText.Obvious);
        var reason = await server.ExplainLastAsync();
        await server.Editor.CallAsync("shutdown");
        await server.Editor.NotifyAsync("exit");
        var exitCode = await server.ExitCodeAsync(_soon);
        Signals.Continue(host);

        Assert.Null(text);
        Assert.Equal("TimedOut", reason);
        Assert.Equal(0, exitCode);
    }

    [Fact]
    public async Task Without_its_broker_a_server_goes_on_until_the_host_is_gone_and_then_says_what_to_do()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Sends a Unix signal.");
        var server = await StartReadyServerAsync();
        Signals.Kill(int.Parse(await server.DetailAsync("broker.processId"), CultureInfo.InvariantCulture));
        var withoutBroker = await server.CompleteAsync(Uri, CaretText.Obvious);

        Signals.Kill(await server.HostIdAsync());
        await server.StatusAsync("failed");
        var failed = (string?)(await server.StatusAsync("failed"))["message"];
        var withoutHost = await server.CompleteAsync(Uri, CaretText.Obvious);

        Assert.NotNull(withoutBroker);
        Assert.Null(withoutHost);
        Assert.Contains("The broker", failed, StringComparison.Ordinal);
        Assert.Contains("Restart the language server", failed, StringComparison.Ordinal);
    }

    /// <summary>Asks for long prompts until the host is stopped while it works on one. Returns that request.</summary>
    private static async Task<int> AskUntilCaughtAsync(LanguageServer server, int host)
    {
        for (var attempt = 0; ; attempt++)
        {
            // Another text each time: what is cached would be answered too fast.
            var lines = string.Concat(Enumerable.Range(0, 200).Select(line => $"    int Value{attempt}Of{line} => {line * 7 % 13} + values[{line}];\n"));
            var code = CaretText.Parse($"class Table\n{{\n{lines}    int Last => ‸");
            var uri = $"file:///somewhere/Table{attempt}.cs";
            await server.OpenAsync(uri, code.Text);
            var before = ProcessTable.Ticks(host);
            var request = await server.AskToCompleteAsync(uri, code.Line, code.Character);
            while (ProcessTable.Ticks(host) < before + EnoughTicks && await IsRunningAsync(server))
            {
                TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            }

            Signals.Stop(host);
            if (await IsRunningAsync(server) && ProcessTable.Ticks(host) >= before + EnoughTicks)
            {
                return request;
            }

            Signals.Continue(host);
            await server.Editor.AnswerToAsync(request);
        }
    }

    private static async Task<bool> IsRunningAsync(LanguageServer server) => (await server.DebugInfoAsync())["running"]!.AsArray().Count > 0;
}
