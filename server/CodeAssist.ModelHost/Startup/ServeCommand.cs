using System.IO.Pipes;
using System.Runtime.InteropServices;
using System.Text;
using CodeAssist.ModelHost.Devices.Trials;
using CodeAssist.ModelHost.Protocol;
using CodeAssist.ModelHost.Serving;
using CodeAssist.Processes.Isolation;
using Microsoft.Extensions.Logging;
using Microsoft.Win32.SafeHandles;

namespace CodeAssist.ModelHost.Startup;

/// <summary>The host's life: filter, lock, listen, say so, let go of the starter, serve, leave.</summary>
internal static partial class ServeCommand
{
    private const string Ready = "ready";
    private const string AlreadyRunning = "already-running";

    public static async Task<int> RunAsync(HostOptions options)
    {
        if (!OperatingSystem.IsWindows())
        {
            UnixProcess.LeaveSession();
        }

        // Before anything else runs: what is loaded later, drivers included, never had a network.
        var filter = NetworkFilter.Apply();
        try
        {
            var endpoint = HostEndpoint.For(options.RuntimeDirectory, options.Build);
            using var only = HostLock.TryTake(endpoint.LockPath);
            if (only is null)
            {
                await SayAsync(AlreadyRunning);
                return ExitCode.Success;
            }

            var listening = HostServer.Listen(endpoint.PipeName);
            LogFile.Prepare(options.LogFile);
            await SayAsync(Ready);
            if (!OperatingSystem.IsWindows())
            {
                UnixProcess.Detach(options.LogFile);
            }

            return await ServeAsync(options, endpoint, only, listening, filter);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            await Console.Error.WriteLineAsync($"codeassist-host cannot start: {exception.Message}");
            return ExitCode.CannotCreate;
        }
    }

    private static async Task<int> ServeAsync(
        HostOptions options, HostEndpoint endpoint, HostLock only, NamedPipeServerStream listening, NetworkFilterResult filter)
    {
        var time = TimeProvider.System;
        var logger = new LineLogger(time, LogLevel.Information);
        var identity = new HostIdentity(options.Build, State(filter, logger));
        Log.Started(logger, options.Build, Environment.ProcessId, endpoint.PipeName, identity.Network);

        using var idle = new IdleClock(options.IdleExit, time);
        using var told = new CancellationTokenSource();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(idle.Expired, told.Token);
        using var terminated = OnSignal(PosixSignal.SIGTERM, told);
        using var interrupted = OnSignal(PosixSignal.SIGINT, told);
        var libraries = new Libraries(options.LibraryDirectory, logger);
        libraries.LoadAhead();
        var trialFolder = Path.Combine(options.CacheDirectory, "devices");
        var quarantine = new Quarantine(trialFolder, time, logger);
        var trials = new DeviceTrials(quarantine, new KnownAnswers(trialFolder, logger), time, logger);
        await using (var models = new ModelRegistry(libraries, trials, time, logger))
        {
            await new HostServer(identity, libraries, models, new DeviceDesk(libraries, quarantine, models), idle, logger).RunAsync(endpoint.PipeName, listening, stop.Token);

            // It listens no more: whoever comes now gets a host of their own and does not wait until this one has freed its models.
            only.Dispose();
        }

        Log.Ended(logger, told.IsCancellationRequested ? "told to end" : "nobody needs it");
        return ExitCode.Success;
    }

    private static PosixSignalRegistration OnSignal(PosixSignal signal, CancellationTokenSource stop) =>
        PosixSignalRegistration.Create(signal, context =>
        {
            context.Cancel = true;
            stop.Cancel();
        });

    private static NetworkFilterState State(NetworkFilterResult filter, ILogger logger)
    {
        switch (filter)
        {
            case NetworkFilterResult.Enforced:
                return NetworkFilterState.Enforced;
            case NetworkFilterResult.Unsupported unsupported:
                Log.NotFiltered(logger, unsupported.Reason);
                return NetworkFilterState.Unsupported;
            case NetworkFilterResult.Refused refused:
                Log.NotFiltered(logger, refused.Reason);
                return NetworkFilterState.Refused;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    // The one line that the starter waits for. Not through Console, which keeps a duplicate of the descriptor: the starter's pipe
    // would then stay open for as long as the host lives.
    private static async Task SayAsync(string line)
    {
        await using var output = OperatingSystem.IsWindows()
            ? Console.OpenStandardOutput()
            : new FileStream(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, bufferSize: 0);
        await output.WriteAsync(Encoding.UTF8.GetBytes(line + Environment.NewLine));
    }

    private static partial class Log
    {
        [LoggerMessage(400, LogLevel.Information, "Host {Build} started as process {ProcessId} on {Pipe}, network filter {Filter}")]
        public static partial void Started(ILogger logger, string build, int processId, string pipe, NetworkFilterState filter);

        [LoggerMessage(401, LogLevel.Information, "Host ended: {Reason}")]
        public static partial void Ended(ILogger logger, string reason);

        [LoggerMessage(402, LogLevel.Warning, "No network filter: {Reason}")]
        public static partial void NotFiltered(ILogger logger, string reason);
    }
}
