using CodeAssist.JsonRpc;
using CodeAssist.Processes.Children;
using CodeAssist.Processes.Isolation;

namespace CodeAssist.Processes.Broker;

/// <summary>The verb <c>broker</c>: serves the server that started it over standard input and output, and ends with it.</summary>
public static class BrokerMain
{
    /// <summary>Exit code for arguments that only a broker of another version would get.</summary>
    public const int WrongUsage = 64;

    private const int LeastThreads = 4;

    private static readonly TimeSpan _hostLimit = TimeSpan.FromSeconds(10);

    /// <summary>Runs until standard input ends or the server has gone.</summary>
    /// <param name="arguments">Those after the verb.</param>
    /// <param name="cancellationToken">Ends it sooner.</param>
    /// <returns>The process's exit code.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        // A terminal's Ctrl+C is for the server, which takes the broker with it; a filtered sibling must not reach in here.
        ProcessIsolation.StartOwnSession();
        ProcessIsolation.ForbidTracing();
        await using var output = Console.OpenStandardOutput();
        Console.SetOut(Console.Error);
        if (!BrokerArguments.TryParse(arguments, out var options, out var problem))
        {
            await Console.Error.WriteLineAsync($"This command line is not for people: {problem}. Run 'codeassist lsp' instead.");
            return WrongUsage;
        }

        // Reading standard input keeps a pool thread for good, and a small machine's pool would start with no other.
        ThreadPool.GetMinThreads(out var workers, out var completions);
        ThreadPool.SetMinThreads(Math.Max(workers, LeastThreads), completions);
        await using var input = Console.OpenStandardInput();
        var logger = new StandardErrorLogger();
        var starter = new ModelHostStarter(options.Host, _hostLimit, Environment.GetEnvironmentVariable, logger);
        using var host = new BrokerHost(starter, options, Environment.GetEnvironmentVariable, logger);
        await using var connection = new JsonRpcConnection(input, output, host.Methods(), JsonRpcOptions.Default, logger);

        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var connected = connection.RunAsync(ending.Token);
        var server = ServerGoneAsync(options.ParentId, ending.Token);
        await Task.WhenAny(connected, server);
        await ending.CancelAsync();
        await connected;
        return 0;
    }

    // Standard input ends with the server, unless somebody else holds its other end open.
    private static async Task ServerGoneAsync(int parentId, CancellationToken cancellationToken)
    {
        if (ProcessIdentity.Of(parentId) is { } server)
        {
            await ProcessWatch.WaitUntilGoneAsync(server, TimeProvider.System, cancellationToken);
        }
    }
}
