using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using CodeAssist.Processes.Running;

namespace CodeAssist.Processes.Tests.Running;

/// <summary>Formatters are commands like others: what they would fetch they do not get, they say so, and what needs nothing is formatted.</summary>
[Collection(CommandRunnerTests.OneAtATime)]
public sealed class FormatterTests : IDisposable
{
    private const string Untidy = "class A {\nint  x=1;\n}\n";

    // Asks for its rules in every way that it has, and formats only with them.
    private const string Fetching =
        """
        import { appendFileSync, writeFileSync } from "node:fs";
        import { createSocket } from "node:dgram";
        import { lookup } from "node:dns/promises";
        import { connect } from "node:net";

        appendFileSync("starts.txt", "started\n");
        const [address, port] = process.argv.slice(2);
        const reached = (host) => new Promise((resolve) => connect(Number(port), host).on("connect", function () { this.destroy(); resolve(true); }).on("error", (error) => { console.error(error.message); resolve(false); }));
        const socket = createSocket("udp4");
        socket.send("rules?", Number(port), address, () => socket.close());
        const found = [await reached("127.0.0.1"), await reached(address)];
        await lookup("rules.example.org").catch((error) => console.error(error.message));
        if (!found.includes(true)) process.exit(2);
        writeFileSync("a.js", "formatted\n");
        """;

    private readonly HostSandbox _sandbox = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public async Task Case_36_a_formatter_that_would_fetch_its_rules_reaches_nobody_says_so_and_is_run_once()
    {
        Require("node");
        Write("fmt.mjs", Fetching);
        Write("a.js", "untidy");
        using var listener = new TcpListener(IPAddress.Any, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
        using var datagrams = new UdpClient(new IPEndPoint(IPAddress.Any, ((IPEndPoint)listener.LocalEndpoint).Port));
        var address = Addresses().FirstOrDefault("127.0.0.1");

        await RunFreelyAsync("node", "fmt.mjs", address, port);
        var reachedFreely = Accept(listener) + Receive(datagrams);
        var formatted = Read("a.js");
        Write("a.js", "untidy");
        Write("starts.txt", "");
        var report = await RunAsync("node", "fmt.mjs", address, port);

        Assert.InRange(reachedFreely, 2, 3);
        Assert.Equal("formatted\n", formatted);
        Assert.Equal((2, 0, 0), (report.ExitCode, Accept(listener), Receive(datagrams)));
        Assert.Contains("network is off in this run, and the command needs it", report.Network, StringComparison.Ordinal);
        Assert.Equal("started\n", Read("starts.txt"));
        Assert.Equal("untidy", Read("a.js"));
    }

    [Fact]
    public async Task Case_36_a_formatter_that_is_not_here_yet_is_not_waited_for_and_said_to_need_the_network()
    {
        Require("npx");
        Write("a.js", "untidy");

        var report = await RunAsync("npx", "--yes", "formatter-that-is-nowhere@1.0.0", "--write", "a.js");

        Assert.Null(report.Stopped);
        Assert.NotEqual(0, report.ExitCode);
        Assert.Contains("network is off in this run, and the command needs it", report.Network, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Case_36_dotnet_format_works_without_the_network_where_it_needs_none()
    {
        Require("dotnet");
        Write("A.cs", Untidy);

        var report = await RunAsync("dotnet", "format", "whitespace", ".", "--folder", "--include", "A.cs");

        Assert.Equal("class A\n{\n    int x = 1;\n}\n", Read("A.cs").ReplaceLineEndings("\n"));
        Assert.Equal(0, report.ExitCode);
        Assert.DoesNotContain("network is off", report.Network, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Case_36_dotnet_format_that_would_restore_packages_first_is_said_to_need_the_network()
    {
        Require("dotnet");
        Write("A.cs", Untidy);
        Write("nuget.config", "<configuration><packageSources><clear /><add key=\"nowhere\" value=\"http://packages.example.org/index.json\" allowInsecureConnections=\"true\" /></packageSources></configuration>");
        Write("a.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup><ItemGroup><PackageReference Include=\"Nothing.Here\" Version=\"1.0.0\" /></ItemGroup></Project>");

        var report = await RunAsync("dotnet", "format", "a.csproj");

        Assert.NotEqual(0, report.ExitCode);
        Assert.Matches("network is off in this run, and the command (needs|may need) it", report.Network);
        Assert.Equal(Untidy, Read("A.cs"));
    }

    private static void Require(string program)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Commands have no network on Linux.");
        Assert.SkipUnless((Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, program))), $"Needs {program}.");
    }

    // Of this machine, and not of loopback; none where it has no network itself.
    private static IEnumerable<string> Addresses() => Dns.GetHostAddresses(Dns.GetHostName(), AddressFamily.InterNetwork).Where(address => !IPAddress.IsLoopback(address)).Select(address => address.ToString());

    private static int Accept(TcpListener listener)
    {
        var count = 0;
        for (; listener.Pending(); count++)
        {
            listener.AcceptTcpClient().Dispose();
        }

        return count;
    }

    private static int Receive(UdpClient datagrams)
    {
        var count = 0;
        for (; datagrams.Available > 0; count++)
        {
            IPEndPoint? from = null;
            datagrams.Receive(ref from);
        }

        return count;
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_sandbox.Folder, name), text);

    private string Read(string name) => File.ReadAllText(Path.Combine(_sandbox.Folder, name));

    // With the machine's own network: whoever is reached then would have been reached.
    private async Task RunFreelyAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = _sandbox.Folder, RedirectStandardError = true, UseShellExecute = false })!;
        await process.StandardError.ReadToEndAsync(Cancellation);
        await process.WaitForExitAsync(Cancellation);
    }

    private async Task<RunReport> RunAsync(params string[] words)
    {
        await using var broker = _sandbox.StartBroker();
        var request = new RunRequest(words, _sandbox.Folder, WantsNetwork: false, [], RunLimits.Usual, RunRequest.Content(words, _sandbox.Folder, wantsNetwork: false));
        var (report, failure) = await broker.RunCommandAsync(request, Cancellation);
        Assert.True(report is not null, failure?.Message);
        return report;
    }
}
