using System.Diagnostics;
using System.Globalization;
using CodeAssist.Core.Providers;
using CodeAssist.Processes.Broker;
using CodeAssist.Processes.Children;
using CodeAssist.Processes.Policy;
using Microsoft.Extensions.Logging.Abstractions;

namespace CodeAssist.Processes.Tests;

/// <summary>Directories for one broker and its scripted host; ends what was started in them.</summary>
internal sealed class HostSandbox : IDisposable
{
    public HostSandbox()
    {
        Folder = Directory.CreateTempSubdirectory("ca-").FullName;
        Launch = new ModelHostLaunch(
            HostPath: ProbeProcess.Path,
            Libraries: Path.Combine(Folder, "llama"),
            RuntimeDirectory: Folder,
            CacheDirectory: Path.Combine(Folder, "cache"),
            LogFile: Path.Combine(Folder, "host.log"),
            Build: "0.1.0-test",
            IdleExit: TimeSpan.FromSeconds(7),
            SoftwareVulkan.Ignored);
    }

    public string Folder { get; }

    public string UserPolicy => Path.Combine(Folder, "policy.json");

    public PolicyFiles Policy => new(UserPolicy, Path.Combine(Folder, "private-repositories.json"));

    public ModelHostLaunch Launch { get; init; }

    /// <summary>None, unless a test names one.</summary>
    public EgressLaunch Egress { get; init; } = new("/nowhere/codeassist-egress", NamedEndpoints.None);

    /// <summary>What the host said of itself, one fact a line.</summary>
    public IReadOnlyList<string> HostFacts => File.ReadAllLines(Path.Combine(Folder, "host.txt"));

    public int HostId => int.Parse(Fact("pid"), CultureInfo.InvariantCulture);

    public string Fact(string name) => HostFacts.Single(line => line.StartsWith(name + " ", StringComparison.Ordinal))[(name.Length + 1)..];

    public void Script(string behaviour) => File.WriteAllText(Path.Combine(Folder, "script.txt"), behaviour);

    public BrokerProcess StartBroker() =>
        Assert.IsType<BrokerStart.Started>(BrokerProcess.Start(Executable.At(ProbeProcess.Path), Launch, Egress, Policy, NullLogger.Instance)).Broker;

    public void Dispose()
    {
        if (File.Exists(Path.Combine(Folder, "host.txt")) && ProcessIdentity.Of(HostId) is not null)
        {
            using var host = Process.GetProcessById(HostId);
            host.Kill();
        }

        Directory.Delete(Folder, recursive: true);
    }
}
