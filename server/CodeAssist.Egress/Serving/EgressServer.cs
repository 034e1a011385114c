using System.IO.Pipes;
using CodeAssist.JsonRpc;
using Microsoft.Extensions.Logging;

namespace CodeAssist.Egress.Serving;

/// <summary>Listens for the one client that knows the token, and serves it until it leaves.</summary>
internal sealed partial class EgressServer(string token, ProviderSet providers, ILogger logger)
{
    /// <summary>From here on a client can connect. One end only: nobody is served beside it.</summary>
    /// <exception cref="IOException">The name cannot be used.</exception>
    public static NamedPipeServerStream Listen(string pipeName) => new(
        pipeName, PipeDirection.InOut, maxNumberOfServerInstances: 1, PipeTransmissionMode.Byte, PipeOptions.Asynchronous | PipeOptions.CurrentUserOnly);

    /// <summary>Ends when the client has left, or when the token fires.</summary>
    public async Task RunAsync(NamedPipeServerStream pipe, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            if (!await WaitingPipe.AcceptAsync(pipe, reason => Log.NotAccepted(logger, reason), cancellationToken))
            {
                continue;
            }

            await using (var session = new EgressSession(pipe, token, providers, logger))
            {
                await session.RunAsync(cancellationToken);
                if (session.IsTrusted)
                {
                    return;
                }
            }

            // Somebody without the token: the true client is still to come.
            Log.NotTrusted(logger);
            pipe.Disconnect();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(510, LogLevel.Warning, "A client was not accepted: {Reason}")]
        public static partial void NotAccepted(ILogger logger, string reason);

        [LoggerMessage(511, LogLevel.Warning, "A client without the token was sent away")]
        public static partial void NotTrusted(ILogger logger);
    }
}
