using CodeAssist.JsonRpc;
using CodeAssist.Lsp.Protocol;

namespace CodeAssist.Lsp;

/// <summary>A long task as the editor shows it. Disposing ends it.</summary>
public sealed class WorkDoneProgress : IDisposable
{
    private readonly JsonRpcConnection _connection;
    private readonly ProgressToken _token;
    private readonly Action _ended;
    private readonly CancellationTokenSource _cancellation = new();
    private readonly Lock _lock = new();
    private bool _isShown;
    private bool _isDisposed;

    internal WorkDoneProgress(JsonRpcConnection connection, ProgressToken token, Action ended)
    {
        _connection = connection;
        _token = token;
        _ended = ended;
        CancellationToken = _cancellation.Token;
    }

    /// <summary>Cancelled when the user stops the task.</summary>
    public CancellationToken CancellationToken { get; }

    /// <param name="message">What is happening now.</param>
    /// <param name="fraction">0 to 1, or null when unknown.</param>
    public void Report(string? message, double? fraction)
    {
        int? percentage = fraction is { } known ? (int)Math.Round(100 * Math.Clamp(known, 0, 1)) : null;
        lock (_lock)
        {
            if (_isShown)
            {
                Send(new WorkDoneProgressReport(message is null ? null : ShownText.Of(message), percentage));
            }
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            if (_isDisposed)
            {
                return;
            }

            if (_isShown)
            {
                Send(new WorkDoneProgressEnd());
            }

            _isShown = false;
            _isDisposed = true;
            _ended();
            _cancellation.Dispose();
        }
    }

    internal void Begin(string title, bool isCancellable)
    {
        lock (_lock)
        {
            _isShown = true;
            Send(new WorkDoneProgressBegin(title, isCancellable));
        }
    }

    internal void Cancel()
    {
        lock (_lock)
        {
            if (!_isDisposed)
            {
                // The callbacks run elsewhere: this is called by the reading loop.
                _ = _cancellation.CancelAsync();
            }
        }
    }

    private void Send(WorkDoneProgressValue value) =>
        _connection.Notify(LspMethod.Progress, new ProgressParams(_token, value), LspJsonContext.Default.ProgressParams);
}
