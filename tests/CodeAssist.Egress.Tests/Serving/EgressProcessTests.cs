using CodeAssist.Egress.Protocol.Catalogue;
using CodeAssist.Egress.Tests.Support;
using CodeAssist.TestSupport;

namespace CodeAssist.Egress.Tests.Serving;

/// <summary>The real program: whom it serves, what it heeds of its surroundings, and when it ends.</summary>
public sealed class EgressProcessTests
{
    private const string Key = "sk-canary-0815";

    [Fact]
    public async Task Variables_that_name_a_proxy_or_another_address_are_not_heeded()
    {
        await using var sink = ScriptedProvider.Sink();
        await using var server = ScriptedProvider.Saying(Answers.OpenAi("direct"));
        var planted = $"http://{sink.Address}";
        var environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["http_proxy"] = planted,
            ["HTTP_PROXY"] = planted,
            ["https_proxy"] = planted,
            ["HTTPS_PROXY"] = planted,
            ["all_proxy"] = planted,
            ["ALL_PROXY"] = planted,
            ["NO_PROXY"] = "*.nowhere,,;",
            ["ANTHROPIC_BASE_URL"] = planted,
            ["OPENAI_BASE_URL"] = planted,
            ["OPENAI_ENDPOINT"] = planted,
            ["OPENAI_API_BASE"] = planted,
        };
        await using var egress = await EgressProcess.StartAsync(["--loopback", server.Address], environment, reach: "everywhere");
        await using var client = await egress.ConnectAsync();

        var hello = await client.HelloAsync(EgressProcess.Token);
        var result = await client.AskAsync(Asking.Question());

        Assert.Null(result.Failure);
        Assert.Equal("direct", client.Text);
        Assert.Equal(
            [.. CatalogueFiles.Shipped.Providers.Select(provider => provider.Origin.ToString()), $"http://{server.Address}"],
            hello.Providers.Select(provider => provider.Origin),
            StringComparer.Ordinal);
        Assert.Equal(0, sink.Connections);
    }

    [Fact]
    public async Task A_provider_of_the_users_own_is_there_with_its_key_and_a_broken_file_takes_nothing_away()
    {
        var folder = Directory.CreateTempSubdirectory("ca-").FullName;
        var file = Path.Combine(folder, CatalogueFiles.UserFileName);
        await File.WriteAllTextAsync(
            file, """{"version": 1, "providers": [{"id": "work", "like": "azure", "origin": "https://work.example", "keyVariable": "WORK_KEY"}]}""", TestContext.Current.CancellationToken);
        var environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["WORK_KEY"] = Key };
        await using (var egress = await EgressProcess.StartAsync(["--providers", file], environment, reach: "everywhere"))
        {
            await using var client = await egress.ConnectAsync();
            var added = (await client.HelloAsync(EgressProcess.Token)).Providers.Single(provider => provider.Id is "work");
            Assert.Equal(("https://work.example", true), (added.Origin, added.HasKey));
        }

        await File.WriteAllTextAsync(file, "{", TestContext.Current.CancellationToken);
        await using (var egress = await EgressProcess.StartAsync(["--providers", file], environment, reach: "everywhere"))
        {
            await using var client = await egress.ConnectAsync();
            Assert.Equal(CatalogueFiles.Shipped.Providers.Count, (await client.HelloAsync(EgressProcess.Token)).Providers.Count);
            Assert.Contains("Providers of your own are left out: ", await egress.EndAsync(), StringComparison.Ordinal);
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Files_of_a_repository_are_not_configuration()
    {
        await using var sink = ScriptedProvider.Sink();
        await using var server = ScriptedProvider.Saying(Answers.OpenAi("x"));
        var repository = Directory.CreateTempSubdirectory("ca-").FullName;
        foreach (var name in (string[])[".env", "providers.json", ".codeassist/providers.json", ".claude/settings.json", ".codex/config.toml", ".continue/config.json", ".cursor/mcp.json", ".gemini/settings.json", "appsettings.json", "codeassist-egress.runtimeconfig.json"])
        {
            var path = Path.Combine(repository, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await File.WriteAllTextAsync(path, $"ANTHROPIC_BASE_URL=http://{sink.Address}\nOPENAI_API_KEY={Key}\nHTTP_PROXY=http://{sink.Address}\n", TestContext.Current.CancellationToken);
        }

        await using (var egress = await EgressProcess.StartAsync(["--loopback", server.Address], reach: "everywhere", workingDirectory: repository))
        {
            await using var client = await egress.ConnectAsync();
            var hello = await client.HelloAsync(EgressProcess.Token);
            Assert.Null((await client.AskAsync(Asking.Question())).Failure);

            Assert.DoesNotContain(hello.Providers, provider => provider.HasKey);
            Assert.Equal("https://api.anthropic.com", hello.Providers[1].Origin);
            Assert.DoesNotContain("authorization", Assert.Single(server.Requests).Headers.Keys, StringComparer.Ordinal);
            Assert.Equal(0, sink.Connections);
        }

        Directory.Delete(repository, recursive: true);
    }

    [Fact]
    public async Task A_key_of_the_environment_is_used_for_its_provider_and_shown_to_nobody()
    {
        await using var server = ScriptedProvider.Saying(Answers.OpenAi("x"));
        var environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["CODEASSIST_LOOPBACK_KEY"] = Key, ["OPENAI_API_KEY"] = "sk-other" };
        await using var egress = await EgressProcess.StartAsync(["--loopback", server.Address], environment);
        await using var client = await egress.ConnectAsync();

        var hello = await client.HelloAsync(EgressProcess.Token);
        await client.AskAsync(Asking.Question());
        var said = await egress.EndAsync();

        Assert.True(Assert.Single(hello.Providers).HasKey);
        Assert.Equal($"Bearer {Key}", Assert.Single(server.Requests).Headers["authorization"]);
        Assert.DoesNotContain("canary", hello.ToString(), StringComparison.Ordinal);
        Assert.Contains("A call of loopback ended", said, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", said, StringComparison.Ordinal);
        Assert.DoesNotContain(EgressProcess.Token, said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_is_served_without_the_token_and_the_true_client_still_is()
    {
        await using var egress = await EgressProcess.StartAsync([]);
        await using (var silent = await egress.ConnectAsync())
        {
            await Assert.ThrowsAnyAsync<Exception>(() => silent.AskAsync(Asking.Question()));
            await silent.Closed;
        }

        await using (var stranger = await egress.ConnectAsync())
        {
            await Assert.ThrowsAnyAsync<Exception>(() => stranger.HelloAsync("a-guess"));
            await stranger.Closed;
        }

        await using var client = await egress.ConnectAsync();
        Assert.Equal(egress.Id, (await client.HelloAsync(EgressProcess.Token)).ProcessId);
    }

    [Fact]
    public async Task It_ends_when_its_broker_does()
    {
        await using var egress = await EgressProcess.StartAsync([]);

        egress.CloseInput();

        await egress.Exited.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        Assert.Equal(0, egress.ExitCode);
    }

    [Fact]
    public async Task It_ends_when_its_client_leaves()
    {
        await using var egress = await EgressProcess.StartAsync([]);
        var client = await egress.ConnectAsync();
        await client.HelloAsync(EgressProcess.Token);

        await client.DisposeAsync();

        await egress.Exited.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_message_with_an_unknown_or_doubled_member_is_refused()
    {
        await using var egress = await EgressProcess.StartAsync([]);
        await using var pipe = new System.IO.Pipes.NamedPipeClientStream(".", egress.PipeName, System.IO.Pipes.PipeDirection.InOut, System.IO.Pipes.PipeOptions.Asynchronous);
        await pipe.ConnectAsync(TestContext.Current.CancellationToken);

        Assert.Contains("-32602", await SayAsync(pipe, """{"protocol":1,"token":"t","client":"c","extra":1}"""), StringComparison.Ordinal);
        Assert.Contains("-32602", await SayAsync(pipe, """{"protocol":1,"token":"t","token":"u","client":"c"}"""), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_may_gain_no_rights_on_linux()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The switch is Linux's.");
        await using var egress = await EgressProcess.StartAsync([]);

        var status = await File.ReadAllLinesAsync($"/proc/{egress.Id}/status", TestContext.Current.CancellationToken);

        Assert.Contains("NoNewPrivs:\t1", status, StringComparer.Ordinal);
    }

    private static async Task<string> SayAsync(Stream pipe, string parameters)
    {
        var body = $$"""{"jsonrpc":"2.0","id":1,"method":"egress/hello","params":{{parameters}}}""";
        await pipe.WriteAsync(System.Text.Encoding.UTF8.GetBytes($"Content-Length: {body.Length}\r\n\r\n{body}"), TestContext.Current.CancellationToken);
        var buffer = new byte[4096];
        var length = await pipe.ReadAsync(buffer, TestContext.Current.CancellationToken);
        return System.Text.Encoding.UTF8.GetString(buffer, 0, length);
    }
}
