using System.IO.Pipes;

namespace CodeAssist.JsonRpc;

/// <summary>The server's end of a pipe, before somebody is at the other one.</summary>
public static class WaitingPipe
{
    /// <summary>Waits for a client.</summary>
    /// <param name="pipe">The end; can be waited on again where nobody came.</param>
    /// <param name="notAccepted">Told why a client was not accepted: it left again at once, or is another user's. Neither may end the server.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Whether there is one.</returns>
    public static async Task<bool> AcceptAsync(NamedPipeServerStream pipe, Action<string> notAccepted, CancellationToken cancellationToken)
    {
        try
        {
            await pipe.WaitForConnectionAsync(cancellationToken);
            return true;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return false;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            notAccepted(exception.Message);
            if (pipe.IsConnected)
            {
                pipe.Disconnect();
            }

            return false;
        }
    }
}
