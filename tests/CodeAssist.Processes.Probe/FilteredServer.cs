using CodeAssist.Processes.Broker;
using CodeAssist.Processes.Children;
using CodeAssist.Processes.Isolation;
using Microsoft.Extensions.Logging.Abstractions;

namespace CodeAssist.Processes.Probe;

/// <summary>
/// Stands for the language server: starts its broker, filters itself, has a host started, and stays until its input ends.
/// </summary>
internal static class FilteredServer
{
    public static async Task<int> RunAsync(string[] arguments)
    {
        if (!BrokerArguments.TryParse(arguments, out var options, out var problem))
        {
            await Console.Error.WriteLineAsync(problem);
            return 64;
        }

        var start = BrokerProcess.Start(Executable.OfThisProcess(), options.Host, options.Egress, options.Policy, NullLogger.Instance);
        if (start is not BrokerStart.Started { Broker: var broker })
        {
            await Console.Error.WriteLineAsync($"{start}");
            return 1;
        }

        await using (broker)
        {
            var filter = NetworkFilter.Apply();
            await Console.Out.WriteLineAsync($"broker {broker.ProcessId}");
            await Console.Out.WriteLineAsync($"filter {filter.GetType().Name}");
            await Console.Out.WriteLineAsync($"refused {NetworkFilter.Observe()?.InternetSocketRefused}");
            var host = await broker.StartModelHostAsync(CancellationToken.None);
            await Console.Out.WriteLineAsync($"host {host.GetType().Name}");
            await Console.Out.FlushAsync();
            await Console.In.ReadToEndAsync();
        }

        return 0;
    }
}
