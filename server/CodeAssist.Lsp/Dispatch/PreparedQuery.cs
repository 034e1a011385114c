namespace CodeAssist.Lsp.Dispatch;

/// <param name="LatestWins">Requests of the same key give way to the newest; null for those that never do.</param>
/// <param name="AnswerAsync">Does the work and sends the answer.</param>
/// <param name="AnswerSuperseded">Sends the answer of a request that has given way.</param>
internal sealed record PreparedQuery<TSnapshot>(
    (string Method, string Key)? LatestWins, Func<TSnapshot, CancellationToken, Task> AnswerAsync, Action AnswerSuperseded);
