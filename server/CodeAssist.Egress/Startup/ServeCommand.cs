using System.Text;
using CodeAssist.Core.Policy;
using CodeAssist.Egress.Downloads;
using CodeAssist.Egress.Keys;
using CodeAssist.Egress.Serving;
using CodeAssist.Processes.Broker;
using CodeAssist.Processes.Isolation;
using Microsoft.Extensions.Logging;

namespace CodeAssist.Egress.Startup;

/// <summary>The life of egress: close its memory, take the token, listen, say so, serve the one client, leave with the broker.</summary>
internal static partial class ServeCommand
{
    private const string Ready = "ready";
    private const int LongestToken = 256;

    public static async Task<int> RunAsync(EgressOptions options)
    {
        // First thing: keys will lie in this memory, and this process has the network that its siblings lack.
        ProcessIsolation.ForbidTracing();
        ProcessIsolation.ForbidNewPrivileges();
        var logger = new StandardErrorLogger();
        await using var input = Console.OpenStandardInput();
        if (await ReadTokenAsync(input) is not { Length: > 0 } token)
        {
            await Console.Error.WriteLineAsync($"codeassist-egress: there is no token\n{EgressOptions.Usage}");
            return ExitCode.Usage;
        }

        try
        {
            await using var listening = EgressServer.Listen(options.PipeName);
            Log.Started(logger, options.Reach.ToString(), string.Join(", ", options.Providers.Select(provider => provider.Origin)));
            if (options.Catalogue.Problem is { } problem)
            {
                Log.CatalogueRefused(logger, problem);
            }

            if (options.Models.Problem is { } unread)
            {
                Log.ModelsRefused(logger, unread);
            }

            await Console.Out.WriteLineAsync(Ready);
            await Console.Out.FlushAsync();

            using var stop = new CancellationTokenSource();
            var broker = EndOfBrokerAsync(input);
            var keys = ApiKeys.FromEnvironment(options.Providers, Environment.GetEnvironmentVariable);
            using var providers = new ProviderSet(options.Providers, options.Catalogue.Catalogue, options.Proxy, keys, System.Net.Dns.GetHostAddressesAsync, TimeProvider.System, Hubs(options));
            var serving = new EgressServer(token, providers, logger).RunAsync(listening, stop.Token);
            await Task.WhenAny(broker, serving);
            await stop.CancelAsync();
            await serving;
            return ExitCode.Success;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            await Console.Error.WriteLineAsync($"codeassist-egress cannot start: {exception.Message}");
            return ExitCode.CannotCreate;
        }
    }

    private static HubConnections? Hubs(EgressOptions options) => options.Reach is EgressReach.ModelsOnly
        ? new HubConnections(options.Models.List, options.Proxy, System.Net.Dns.GetHostAddressesAsync, TimeProvider.System) { Words = options.Words }
        : null;

    // Over standard input, because a command line can be read by every process of the user.
    private static async Task<string?> ReadTokenAsync(Stream input)
    {
        var line = new byte[LongestToken];
        for (var length = 0; length < line.Length; length++)
        {
            if (await input.ReadAsync(line.AsMemory(length, 1)) == 0)
            {
                return null;
            }

            if (line[length] == '\n')
            {
                return Encoding.ASCII.GetString(line, 0, length);
            }
        }

        return null;
    }

    private static async Task EndOfBrokerAsync(Stream input)
    {
        var buffer = new byte[64];
        try
        {
            while (await input.ReadAsync(buffer) > 0)
            {
                // Nothing more is said here.
            }
        }
        catch (IOException)
        {
            // The broker has gone in a hurry.
        }
    }

    private static partial class Log
    {
        [LoggerMessage(500, LogLevel.Information, "Egress started, reach {Reach}: {Origins}")]
        public static partial void Started(ILogger logger, string reach, string origins);

        [LoggerMessage(501, LogLevel.Warning, "Providers of your own are left out: {Problem}")]
        public static partial void CatalogueRefused(ILogger logger, string problem);

        [LoggerMessage(502, LogLevel.Warning, "Models of your own are left out: {Problem}")]
        public static partial void ModelsRefused(ILogger logger, string problem);
    }
}
