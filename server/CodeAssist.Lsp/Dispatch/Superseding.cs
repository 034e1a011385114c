namespace CodeAssist.Lsp.Dispatch;

/// <summary>Latest wins: of the requests with one key only the newest goes on.</summary>
internal sealed class Superseding
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(string Method, string Key), CancellationTokenSource> _newest = [];

    /// <summary>Makes a request the newest of its key and cancels the one before.</summary>
    /// <param name="key">What the requests are about.</param>
    /// <param name="cancellation">Cancelled when a newer request comes. Stays the caller's, who must <see cref="Leave"/> before disposing it.</param>
    public void Enter((string Method, string Key) key, CancellationTokenSource cancellation)
    {
        lock (_lock)
        {
            if (_newest.TryGetValue(key, out var older))
            {
                // The callbacks of the older one run elsewhere: the queue does not wait for them.
                _ = older.CancelAsync();
            }

            _newest[key] = cancellation;
        }
    }

    public void Leave((string Method, string Key) key, CancellationTokenSource cancellation)
    {
        lock (_lock)
        {
            if (_newest.GetValueOrDefault(key) == cancellation)
            {
                _newest.Remove(key);
            }
        }
    }
}
