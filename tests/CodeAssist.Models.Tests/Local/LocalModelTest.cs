using CodeAssist.ModelHost.Protocol;
using CodeAssist.Models.Local;
using Microsoft.Extensions.Logging.Abstractions;

namespace CodeAssist.Models.Tests.Local;

/// <summary>A client of the host, and a scripted host behind it on a real pipe, in a folder of their own.</summary>
public abstract class LocalModelTest : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ca-").FullName;

    protected LocalModelTest()
    {
        Endpoint = HostEndpoint.For(_folder, "test");
        Launcher = new ScriptedLauncher(Endpoint, host => Prepare(host));
        Model = new LocalCompletionModel(
            new LocalModelOptions(Endpoint, "/models/m.gguf", LoadOptions.Default, "test", TimeSpan.FromSeconds(2), Patience),
            Launcher,
            TimeProvider.System,
            NullLogger.Instance);
    }

    /// <summary>The limit of every wait for something that ought to happen.</summary>
    private protected static TimeSpan Patience { get; } = TimeSpan.FromSeconds(20);

    private protected static CancellationToken Token => TestContext.Current.CancellationToken;

    private protected HostEndpoint Endpoint { get; }

    private protected ScriptedLauncher Launcher { get; }

    private protected LocalCompletionModel Model { get; }

    /// <summary>What a host is told to say, before anybody can connect to it.</summary>
    private protected Action<ScriptedHost> Prepare { get; set; } = _ => { };

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await Model.DisposeAsync();
        await Launcher.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
