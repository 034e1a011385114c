using System.Diagnostics;
using System.Text.Json.Nodes;
using CodeAssist.EndToEnd.Tests.Support;
using CodeAssist.GgufMaker;
using CodeAssist.TestSupport;

namespace CodeAssist.EndToEnd.Tests.Hosting;

/// <summary>One host for all servers of a user, for as long as somebody needs it.</summary>
public sealed class SharedHostTests : ProductTest
{
    private const string Uri = "file:///somewhere/Shelf.cs";

    [Fact]
    public async Task Servers_started_at_the_same_instant_share_one_host()
    {
        LanguageServer[] servers = [StartServer(), StartServer(), StartServer()];
        await Task.WhenAll(servers.Select(server => server.InitializeAsync()));

        await Task.WhenAll(servers.Select(server => server.Editor.NotifyAsync("initialized", new JsonObject())));
        await Task.WhenAll(servers.Select(server => server.StatusAsync("ready")));
        var hosts = await Task.WhenAll(servers.Select(server => server.HostIdAsync()));

        Assert.Single(hosts.Distinct());
        Assert.All(await Task.WhenAll(servers.Select(server => server.CompleteAsync(Uri, CaretText.Obvious))), Assert.NotNull);
        if (OperatingSystem.IsLinux())
        {
            Assert.Equal(hosts.Distinct(), ProcessTable.HostsOf(User));
        }
    }

    [Fact]
    public async Task A_server_that_comes_soon_after_the_last_one_left_finds_the_host_still_there()
    {
        User.Settings["host.idleExitSeconds"] = 600;
        var first = await StartReadyServerAsync();
        var host = await first.HostIdAsync();
        await first.Editor.HangUpAsync();
        await first.ExitCodeAsync();

        var second = await StartReadyServerAsync();

        Assert.Equal(host, await second.HostIdAsync());
    }

    [Fact]
    public async Task A_setting_that_was_changed_holds_although_the_host_still_runs()
    {
        User.Settings["host.idleExitSeconds"] = 600;
        User.Settings["model.contextTokens"] = 512;
        var before = await RunAsync("doctor", "--json");
        User.WriteSettings("""{ "host": { "idleExitSeconds": 600 }, "model": { "contextTokens": 768 } }""");

        var after = await RunAsync("doctor", "--json");

        Assert.Equal(512, (int?)before.ToJson()["model"]!["contextTokens"]);
        Assert.Equal(768, (int?)after.ToJson()["model"]!["contextTokens"]);
    }

    [Fact]
    public async Task Servers_with_different_models_share_a_host_and_get_their_own_model()
    {
        var first = await StartReadyServerAsync();
        var path = User.In("other.gguf");
        var vocabulary = ModelVocabulary.Build(SourceVocabulary.Read(ProductPrograms.BuiltInModel), VocabularyFamily.Known["qwen2.5-coder"], 0);
        new RandomModel(ModelShape.Known["tiny"], "qwen2", vocabulary, WeightType.Q8, 2_048, Seed: 1).Write(path);
        User.WriteSettings($$"""{ "host": { "idleExitSeconds": 0 }, "model": { "path": "{{path}}" } }""");

        var second = await StartReadyServerAsync();

        Assert.Equal(await first.HostIdAsync(), await second.HostIdAsync());
        Assert.StartsWith("codeassist", await first.DetailAsync("model"), StringComparison.Ordinal);
        Assert.StartsWith("random", await second.DetailAsync("model"), StringComparison.Ordinal);
        Assert.Equal("ArgumentNullException(\"item\");", await first.CompleteAsync(Uri, CaretText.Obvious));
    }

    [Fact]
    public async Task A_host_that_nobody_needs_ends_and_leaves_no_socket()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Looks at processes as Linux shows them.");
        User.Settings["host.idleExitSeconds"] = 1;
        var server = await StartReadyServerAsync();
        var host = await server.HostIdAsync();
        await server.Editor.HangUpAsync();
        await server.ExitCodeAsync();

        await Eventually.TrueAsync(() => !ProcessTable.IsRunning(host));

        Assert.Empty(Directory.GetFiles(User.Runtime, "*.sock"));
    }

    /// <summary>With no time between them, each meets the other's host in the middle of its end.</summary>
    [Fact]
    public async Task Servers_that_come_while_a_host_is_leaving_are_all_served()
    {
        for (var round = 0; round < 4; round++)
        {
            var next = StartServer();
            await next.InitializeAsync();
            var last = await StartReadyServerAsync();
            await last.Editor.HangUpAsync();

            await next.Editor.NotifyAsync("initialized", new JsonObject());
            await next.StatusAsync("ready");

            Assert.NotNull(await next.CompleteAsync(Uri, CaretText.Obvious));
            await next.Editor.HangUpAsync();
        }
    }

    [Fact]
    public async Task Hosts_of_two_builds_live_side_by_side()
    {
        using var other = StartHost("9.9.9-other");
        Assert.Equal("ready", await other.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken));

        var server = await StartReadyServerAsync();

        Assert.NotEqual(other.Id, await server.HostIdAsync());
        Assert.NotNull(await server.CompleteAsync(Uri, CaretText.Obvious));
        Assert.False(other.HasExited);
        other.Kill();
    }

    [Fact]
    public async Task A_second_host_of_one_build_says_so_and_leaves()
    {
        using var first = StartHost("9.9.9-same");
        Assert.Equal("ready", await first.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken));

        using var second = StartHost("9.9.9-same");
        var line = await second.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        await second.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal("already-running", line);
        Assert.Equal(0, second.ExitCode);
        Assert.False(first.HasExited);
        first.Kill();
    }

    private Process StartHost(string build)
    {
        Directory.CreateDirectory(User.Runtime);
        return Process.Start(ProductPrograms.Start(ProductPrograms.Host, User,
        [
            "serve",
            "--runtime-dir", User.Runtime,
            "--build", build,
            "--libraries", Path.Combine(RepositoryRoot.Product, "llama"),
            "--idle-exit-seconds", "0",
            "--log-file", User.HostLog,
            "--cache-dir", User.Cache,
        ]))!;
    }
}
