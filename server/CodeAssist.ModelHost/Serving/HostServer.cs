using System.IO.Pipes;
using CodeAssist.JsonRpc;
using Microsoft.Extensions.Logging;

namespace CodeAssist.ModelHost.Serving;

/// <summary>Listens on the pipe and serves every client until nobody needs the host any more.</summary>
internal sealed partial class HostServer(HostIdentity identity, Libraries libraries, ModelRegistry models, DeviceDesk devices, IdleClock idle, ILogger logger)
{
    private readonly Lock _gate = new();
    private readonly HashSet<Task> _sessions = [];

    /// <summary>The first end of the pipe; from here on clients can connect.</summary>
    /// <exception cref="IOException">The name cannot be used.</exception>
    public static NamedPipeServerStream Listen(string pipeName) => new(
        pipeName,
        PipeDirection.InOut,
        NamedPipeServerStream.MaxAllowedServerInstances,
        PipeTransmissionMode.Byte,
        PipeOptions.Asynchronous | PipeOptions.CurrentUserOnly);

    /// <summary>Serves until the token fires, then waits for the sessions to end.</summary>
    /// <param name="pipeName">The name that <paramref name="first"/> listens on.</param>
    /// <param name="first">Is disposed.</param>
    /// <param name="cancellationToken">Ends the host.</param>
    public async Task RunAsync(string pipeName, NamedPipeServerStream first, CancellationToken cancellationToken)
    {
        var waiting = first;
        try
        {
            while (!cancellationToken.IsCancellationRequested)
            {
                if (!await WaitingPipe.AcceptAsync(waiting, reason => Log.NotAccepted(logger, reason), cancellationToken))
                {
                    continue;
                }

                // The next end before this client is served: a pipe without one would refuse whoever comes now.
                var client = waiting;
                waiting = Listen(pipeName);
                Start(client, cancellationToken);
            }
        }
        finally
        {
            await waiting.DisposeAsync();
            await Task.WhenAll(Sessions());
        }
    }

    private void Start(NamedPipeServerStream client, CancellationToken cancellationToken)
    {
        idle.Enter();
        var session = ServeAsync(client, cancellationToken);
        lock (_gate)
        {
            _sessions.Add(session);
        }

        _ = session.ContinueWith(Remove, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    private void Remove(Task session)
    {
        lock (_gate)
        {
            _sessions.Remove(session);
        }
    }

    private Task[] Sessions()
    {
        lock (_gate)
        {
            return [.. _sessions];
        }
    }

    private async Task ServeAsync(NamedPipeServerStream client, CancellationToken cancellationToken)
    {
        await using (client)
        {
#pragma warning disable CA1031 // Border: one broken connection must not take the other clients down.
            try
            {
                await using var session = new ClientSession(client, identity, libraries, models, devices, idle, logger);
                await session.RunAsync(cancellationToken);
            }
            catch (Exception exception)
            {
                Log.SessionFailed(logger, exception);
            }
            finally
            {
                idle.Leave();
            }
#pragma warning restore CA1031
        }
    }

    private static partial class Log
    {
        [LoggerMessage(320, LogLevel.Warning, "A client was not accepted: {Reason}")]
        public static partial void NotAccepted(ILogger logger, string reason);

        [LoggerMessage(321, LogLevel.Error, "A connection failed")]
        public static partial void SessionFailed(ILogger logger, Exception exception);
    }
}
