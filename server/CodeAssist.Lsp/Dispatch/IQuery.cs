namespace CodeAssist.Lsp.Dispatch;

/// <summary>Answers a request from a snapshot. Never sees the session.</summary>
/// <remarks>
/// Having nothing to answer is a result. Throw <see cref="JsonRpc.JsonRpcException"/> with
/// <see cref="JsonRpc.JsonRpcErrorCode.RequestFailed"/> to refuse an explicit command with a sentence for people; any other
/// exception becomes an internal error whose details stay in the log.
/// </remarks>
public interface IQuery<in TSnapshot, in TParams, TResult>
{
    Task<TResult> AnswerAsync(TSnapshot snapshot, TParams parameters, CancellationToken cancellationToken);
}
