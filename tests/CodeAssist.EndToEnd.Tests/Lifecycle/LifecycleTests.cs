using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using CodeAssist.EndToEnd.Tests.Support;

namespace CodeAssist.EndToEnd.Tests.Lifecycle;

/// <summary>From the first message to the process's exit code.</summary>
public sealed class LifecycleTests : ProductTest
{
    private const string Uri = "file:///somewhere/Shelf.cs";
    private static readonly TimeSpan _goneWithTheEditor = TimeSpan.FromSeconds(5);

    [Theory]
    [InlineData(LanguageServer.Invoked)]
    [InlineData(LanguageServer.Automatic)]
    public async Task The_built_in_model_completes_real_code(int trigger)
    {
        var server = await StartReadyServerAsync();

        var text = await server.CompleteAsync(Uri, CaretText.Obvious, trigger);

        Assert.Equal("ArgumentNullException(\"item\");", text);
    }

    [Fact]
    public async Task Who_asks_before_the_model_is_loaded_waits_for_it()
    {
        var server = StartServer();
        await server.InitializeAsync();
        await server.Editor.NotifyAsync("initialized", new JsonObject());

        Assert.NotNull(await server.CompleteAsync(Uri, CaretText.Obvious));
    }

    [Fact]
    public async Task Shutdown_and_exit_end_the_server_with_code_0()
    {
        var server = await StartReadyServerAsync();

        var answer = await server.Editor.CallAsync("shutdown");
        await server.Editor.NotifyAsync("exit");

        Assert.True(answer.ContainsKey("result"));
        Assert.Equal(0, await server.ExitCodeAsync());
    }

    [Fact]
    public async Task Exit_without_shutdown_ends_the_server_with_code_1()
    {
        var server = await StartReadyServerAsync();

        await server.Editor.NotifyAsync("exit");

        Assert.Equal(1, await server.ExitCodeAsync());
    }

    [Fact]
    public async Task An_editor_that_hangs_up_ends_the_server_with_code_1()
    {
        var server = await StartReadyServerAsync();

        await server.Editor.HangUpAsync();

        Assert.Equal(1, await server.ExitCodeAsync());
    }

    [Fact]
    public async Task An_editor_that_hangs_up_before_it_said_anything_ends_the_server_too()
    {
        var server = StartServer();

        await server.Editor.HangUpAsync();

        Assert.Equal(1, await server.ExitCodeAsync());
    }

    [Fact]
    public async Task An_editor_that_changes_its_mind_while_the_model_loads_is_not_kept_waiting()
    {
        var server = StartServer();
        await server.InitializeAsync();
        await server.Editor.NotifyAsync("initialized", new JsonObject());
        await server.StatusAsync("loading");

        await server.Editor.CallAsync("shutdown");
        await server.Editor.NotifyAsync("exit");

        Assert.Equal(0, await server.ExitCodeAsync(_goneWithTheEditor));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_termination_signal_ends_the_server_in_order(bool afterShutdown)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such signal.");
        var server = await StartReadyServerAsync();
        if (afterShutdown)
        {
            await server.Editor.CallAsync("shutdown");
        }

        Signals.Term(server.Id);

        Assert.Equal(afterShutdown ? 0 : 1, await server.ExitCodeAsync());
    }

    [Fact]
    public async Task After_shutdown_requests_are_refused_and_the_server_waits_for_exit()
    {
        var server = await StartReadyServerAsync();
        await server.Editor.CallAsync("shutdown");

        var id = await server.AskToCompleteAsync(Uri, 0, 0);
        var refusal = await server.Editor.AnswerToAsync(id);

        Assert.Equal(-32600, (int?)refusal["error"]?["code"]);
        Assert.False(server.HasExited);
    }

    [Fact]
    public async Task Initialize_says_what_the_server_can_do()
    {
        var server = StartServer();

        var result = await server.InitializeAsync();

        Assert.Equal("utf-16", (string?)result["capabilities"]!["positionEncoding"]);
        Assert.Equal(2, (int?)result["capabilities"]!["textDocumentSync"]!["change"]);
        Assert.NotNull(result["capabilities"]!["inlineCompletionProvider"]);
        Assert.Equal("codeassist", (string?)result["serverInfo"]!["name"]);
    }

    /// <summary>The editor's pipes stay open here, as they do when somebody else holds their other ends.</summary>
    [Fact]
    public async Task A_killed_editor_takes_the_server_along_within_five_seconds()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Starts a Unix program.");
        using var editor = Process.Start("sleep", "600");
        var server = await StartServerOfAsync(editor.Id);

        editor.Kill();

        Assert.Equal(1, await server.ExitCodeAsync(_goneWithTheEditor));
    }

    /// <summary>As in a container whose first process collects nobody.</summary>
    [Fact]
    public async Task A_killed_editor_that_nobody_collects_takes_the_server_along_too()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Starts a Unix program.");
        using var parent = Process.Start(new ProcessStartInfo("sh", ["-c", "sleep 600 & echo $!; exec sleep 600"]) { UseShellExecute = false, RedirectStandardOutput = true })!;
        try
        {
            var line = await parent.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
            var editor = int.Parse(line!, CultureInfo.InvariantCulture);
            var server = await StartServerOfAsync(editor);

            Signals.Kill(editor);

            Assert.Equal(1, await server.ExitCodeAsync(_goneWithTheEditor));
        }
        finally
        {
            parent.Kill();
        }
    }

    [Fact]
    public async Task Standard_output_holds_nothing_but_protocol_even_when_everything_is_logged()
    {
        User.Settings["log.level"] = "trace";
        User.Settings["no.such.setting"] = true;
        var server = await StartReadyServerAsync();
        await server.Editor.HearAsync("window/showMessage");
        await server.CompleteAsync(Uri, CaretText.Obvious);

        await server.Editor.CallAsync("shutdown");
        await server.Editor.NotifyAsync("exit");

        // Throws where a byte was anything else.
        await server.Editor.EndOfOutputAsync();
        Assert.Equal(0, await server.ExitCodeAsync());
    }

    private async Task<LanguageServer> StartServerOfAsync(int editor)
    {
        var server = StartServer();
        await server.InitializeAsync(null, KeyValuePair.Create("processId", (JsonNode?)editor));
        await server.Editor.NotifyAsync("initialized", new JsonObject());
        await server.StatusAsync("ready");
        return server;
    }
}
