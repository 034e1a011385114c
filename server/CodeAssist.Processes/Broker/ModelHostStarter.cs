using System.Globalization;
using CodeAssist.Processes.Children;
using Microsoft.Extensions.Logging;

namespace CodeAssist.Processes.Broker;

/// <summary>Starts the model host and waits for its one line. The host then goes its own way and outlives us.</summary>
internal sealed partial class ModelHostStarter(ModelHostLaunch launch, TimeSpan limit, Func<string, string?> variable, ILogger logger)
{
    public const string ReadyLine = "ready";
    public const string AlreadyRunningLine = "already-running";

    // The host prints its line and dies, or dies without a word: either way it is over in a moment.
    private static readonly TimeSpan _exitLimit = TimeSpan.FromSeconds(2);

    public async Task<HostStart> StartAsync(CancellationToken cancellationToken)
    {
        var log = HostLog.Mark(launch.LogFile);
        if (!ChildProcess.TryStart(Command(), out var child, out var failure))
        {
            return new HostStart.Failed(failure);
        }

        using (child)
        {
            var errors = new OutputTail();
            _ = errors.DrainAsync(child.Error);
            var start = await WaitForLineAsync(child, cancellationToken) switch
            {
                ReadyLine => new HostStart.Started(),
                AlreadyRunningLine => new HostStart.AlreadyRunning(),
                { } line => Failed(child, $"The model host said '{line}' instead of being ready.", errors, log),
                null => await ExplainEndAsync(child, errors, log, cancellationToken),
            };
            Log.Ended(logger, start.GetType().Name, child.Id);
            return start;
        }
    }

    private ChildCommand Command() => new(
        Executable.At(launch.HostPath),
        [
            "serve",
            "--runtime-dir", launch.RuntimeDirectory,
            "--build", launch.Build,
            "--libraries", launch.Libraries,
            "--idle-exit-seconds", ((long)launch.IdleExit.TotalSeconds).ToString(CultureInfo.InvariantCulture),
            "--log-file", launch.LogFile,
            "--cache-dir", launch.CacheDirectory,
        ],
        ChildEnvironment.ForModelHost(variable, launch.CacheDirectory, launch.SoftwareVulkan),
        // Its own folder: a library that lies in somebody's project must not be found.
        Path.GetDirectoryName(launch.HostPath)!);

    /// <returns>Null when the host ended without a line, or was ended because it took too long.</returns>
    private async Task<string?> WaitForLineAsync(ChildProcess child, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(limit);
        try
        {
            return await FirstLine.ReadAsync(child.Output, deadline.Token).WaitAsync(deadline.Token);
        }
        catch (OperationCanceledException)
        {
            // Half started it serves nobody, and holds the lock that the next one needs.
            child.Kill();
            cancellationToken.ThrowIfCancellationRequested();
            return null;
        }
        catch (IOException)
        {
            return null;
        }
    }

    private async Task<HostStart> ExplainEndAsync(
        ChildProcess child, OutputTail errors, HostLog log, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(_exitLimit);
        try
        {
            await child.WaitForExitAsync(deadline.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            child.Kill();
            return Failed(child, "The model host closed its output without being ready.", errors, log);
        }

        return new HostStart.Failed(HostExit.Explain(child.ExitCode, limit) with { Detail = errors.Read() ?? log.ReadNew() });
    }

    private static HostStart.Failed Failed(ChildProcess child, string message, OutputTail errors, HostLog log)
    {
        child.Kill();
        return new HostStart.Failed(new ProcessFailure(
            ProcessFailureKind.ProgramFailed,
            message,
            "Run 'codeassist doctor'; the host and the server may be of different versions.",
            errors.Read() ?? log.ReadNew()));
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Start of the model host: {Outcome}, process {ProcessId}")]
        public static partial void Ended(ILogger logger, string outcome, int processId);
    }
}
