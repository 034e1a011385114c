using CodeAssist.Core.Models;
using CodeAssist.ModelHost.Protocol;
using CodeAssist.Models.Local;
using CodeAssist.Processes.Brokering;
using CodeAssist.Processes.Directories;
using CodeAssist.Processes.Isolation;
using CodeAssist.Server.CommandLine;
using CodeAssist.Server.Logging;
using CodeAssist.Server.Settings;
using Spectre.Console;

namespace CodeAssist.Server.Composition;

/// <summary>The first steps of every verb that needs a model, in the one order that is safe.</summary>
/// <remarks>
/// The broker is started first, because it must be free to start others; then this process gives up the network for good; only
/// then is anything of the user's read.
/// </remarks>
internal sealed class Startup : IAsyncDisposable
{
    private const long LogLimitBytes = 4 * 1024 * 1024;

    private readonly string _client;
    private readonly LogFile _log;
    private readonly BrokerProcess _broker;

    private Startup(string client, Places places, NetworkFilterResult network, BrokerProcess broker, SettingsResult settings)
    {
        _client = client;
        _broker = broker;
        Places = places;
        Network = network;
        Settings = settings.Settings;
        SettingsProblems = settings.Problems;
        Logger = new ServerLogger(TimeProvider.System) { Level = Settings.LogLevel };
        _log = LogFile.Open(Path.Combine(places.Directories.Log, "codeassist.log"), LogLimitBytes);
        Logger.AddFile(_log);
    }
}
