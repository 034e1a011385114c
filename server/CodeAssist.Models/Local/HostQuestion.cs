using CodeAssist.Core.Models;
using CodeAssist.JsonRpc;

namespace CodeAssist.Models.Local;

/// <summary>One question to the host.</summary>
internal static class HostQuestion
{
    /// <summary>Asks the host, and makes a value of every way in which it may not answer.</summary>
    /// <param name="up">Where the model is.</param>
    /// <param name="ask">Puts the question.</param>
    /// <param name="failed">Makes an answer of a failure.</param>
    /// <param name="timeout">Most time for the answer.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<TReply> AskAsync<TReply>(
        LocalModelState.Up up,
        Func<LocalModelState.Up, CancellationToken, Task<TReply>> ask,
        Func<ModelFailure, TReply> failed,
        TimeSpan timeout,
        CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(timeout);
        try
        {
            return await ask(up, deadline.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Our own deadline, not the editor's cancellation: the caller still wants an answer.
            return failed(LocalModelFailures.NoAnswerWithin(timeout));
        }
        catch (ConnectionClosedException)
        {
            // Whoever asks next must not take the dead host for a living one.
            await up.Left.Task.WaitAsync(cancellationToken);
            return failed(LocalModelFailures.HostGone);
        }
        catch (JsonRpcException exception)
        {
            return failed(LocalModelFailures.Refused(exception.Message));
        }
    }
}
