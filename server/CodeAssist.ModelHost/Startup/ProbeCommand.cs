using System.Text.Json;
using CodeAssist.ModelHost.Protocol;
using CodeAssist.ModelHost.Serving;
using CodeAssist.Processes.Isolation;
using Microsoft.Extensions.Logging;

namespace CodeAssist.ModelHost.Startup;

/// <summary>Prints what a host would find on this machine, as one line of JSON.</summary>
internal static class ProbeCommand
{
    public static async Task<int> RunAsync(string libraryDirectory)
    {
        _ = NetworkFilter.Apply();
        var libraries = new Libraries(libraryDirectory, new LineLogger(TimeProvider.System, LogLevel.Warning));
        var status = HostStatus.Read(libraries, quarantine: null, clients: 0, []);
        await Console.Out.WriteLineAsync(JsonSerializer.Serialize(status, HostJsonContext.Default.StatusResult));
        return ExitCode.Success;
    }
}
