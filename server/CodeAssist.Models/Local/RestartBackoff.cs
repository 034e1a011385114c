namespace CodeAssist.Models.Local;

/// <summary>How long to wait before the next attempt, and when to forget the past.</summary>
/// <remarks>Not thread-safe: its owner holds a lock.</remarks>
internal sealed class RestartBackoff(TimeProvider time)
{
    private static readonly TimeSpan[] _delays =
        [TimeSpan.Zero, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30)];

    private static readonly TimeSpan _stable = TimeSpan.FromMinutes(1);

    private int _failures;
    private DateTimeOffset _notBefore = DateTimeOffset.MinValue;
    private DateTimeOffset _lastFailure = DateTimeOffset.MinValue;

    /// <summary>Whether an attempt may start now.</summary>
    public bool MayTry => time.GetUtcNow() >= _notBefore;

    /// <summary>Notes a failed attempt or a death; the first one after a stable minute costs no wait.</summary>
    public void Failed()
    {
        var now = time.GetUtcNow();
        _failures = now - _lastFailure > _stable ? 0 : _failures;
        _notBefore = now + _delays[Math.Min(_failures, _delays.Length - 1)];
        _failures++;
        _lastFailure = now;
    }

    /// <summary>How long until <see cref="MayTry"/> holds.</summary>
    public TimeSpan Remaining
    {
        get
        {
            var remaining = _notBefore - time.GetUtcNow();
            return remaining > TimeSpan.Zero ? remaining : TimeSpan.Zero;
        }
    }
}
