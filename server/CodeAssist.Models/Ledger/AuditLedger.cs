using CodeAssist.Core.Spending;

namespace CodeAssist.Models.Ledger;

/// <summary>
/// Who sent what where, and on whose word: one record before anything is sent, one for what became of it. Append-only, chained, without content.
/// </summary>
/// <remarks>
/// Several processes write to one ledger, one at a time. A record that is acknowledged lies on the disk; a process that is killed loses none, and
/// its attempts without an outcome are marked as such by whoever opens the ledger next. Thread-safe.
/// </remarks>
public sealed class AuditLedger : IDisposable
{
    private static readonly TimeSpan _retryInterval = TimeSpan.FromMilliseconds(5);

    private readonly SemaphoreSlim _turn = new(1);
    private readonly string _directory;
    private readonly ILedgerDisk _disk;
    private readonly LedgerOptions _options;
    private readonly TimeProvider _time;
    private readonly string _name = Guid.NewGuid().ToString("N");
    private readonly LedgerWriter _writer;
    private IDisposable? _presence;

    /// <summary>Touches no disk until the first record.</summary>
    /// <param name="directory">Absolute path of the ledger's own directory.</param>
    /// <param name="options">How long what is kept.</param>
    /// <param name="time">The clock; records are ordered by number all the same.</param>
    public AuditLedger(string directory, LedgerOptions options, TimeProvider time)
        : this(directory, options, time, new LedgerDisk())
    {
    }

    internal AuditLedger(string directory, LedgerOptions options, TimeProvider time, ILedgerDisk disk)
    {
        (_directory, _options, _time, _disk) = (directory, options, time, disk);
        _writer = new LedgerWriter(directory, _name, disk, options, time);
    }

    /// <summary>Says that something is about to be sent. Only when this is kept may it be.</summary>
    public Task<LedgerReceipt> BeginAsync(LedgerAttempt attempt, CancellationToken cancellationToken) =>
        KeepAsync(record => record with { Attempt = attempt }, cancellationToken);

    /// <summary>Says that something that costs money is about to be sent, and reserves what it may cost. Only when that is reserved may it be sent.</summary>
    /// <remarks>
    /// Looks at the budgets and writes while no other process can: any number of calls at once never come to more than what is left. An attempt that never gets
    /// an outcome, because its process was killed, counts with all that it reserved.
    /// </remarks>
    public async Task<SpendReceipt> ReserveAsync(LedgerAttempt attempt, SpendRequest request, CancellationToken cancellationToken)
    {
        var ((sequence, verdict), failure) = await AloneAsync(() => Present(() => _writer.Reserve(attempt, request)), cancellationToken);
        return failure is not null ? new SpendReceipt.Lost(failure)
            : verdict is BudgetVerdict.Over over ? new SpendReceipt.OverBudget(over)
            : new SpendReceipt.Reserved(sequence);
    }

    /// <summary>What is left of the budgets. Changes nothing; what it says may be reserved by somebody else the moment after.</summary>
    /// <param name="task">Id of the task that asks.</param>
    /// <param name="budgets">What may be spent.</param>
    /// <param name="cancellationToken">Ends the wait for another writer.</param>
    /// <returns>Exactly one of the two.</returns>
    public async Task<(Funds? Funds, LedgerFailure? Failure)> ReadFundsAsync(string task, Budgets budgets, CancellationToken cancellationToken)
    {
        var (spent, failure) = await AloneAsync(() => _writer.Spent(task), cancellationToken);
        return failure is null ? (BudgetRule.Left(budgets, spent!), null) : (null, failure);
    }

    /// <summary>Says what became of an attempt.</summary>
    /// <param name="attempt">The number that its record has.</param>
    /// <param name="outcome">What became of it.</param>
    /// <param name="cancellationToken">Ends the wait for another writer.</param>
    public Task<LedgerReceipt> SettleAsync(long attempt, LedgerOutcome outcome, CancellationToken cancellationToken) =>
        KeepAsync(record => record with { Of = attempt, Outcome = outcome }, cancellationToken);

    /// <summary>Says that something was not sent, and why.</summary>
    public Task<LedgerReceipt> RefuseAsync(LedgerAttempt attempt, string code, CancellationToken cancellationToken) =>
        KeepAsync(record => record with { Attempt = attempt, Outcome = new LedgerOutcome(LedgerOutcomeKind.Refused, code) }, cancellationToken);

    public Task<LedgerReceipt> NoteAsync(LedgerNotice notice, CancellationToken cancellationToken) =>
        KeepAsync(record => record with { Notice = notice }, cancellationToken);

    /// <summary>Removes every record. The numbers go on, and the first record says that there were others.</summary>
    public Task<LedgerReceipt> PurgeAsync(CancellationToken cancellationToken) => WriteAsync(_writer.Purge, cancellationToken);

    /// <summary>All records, in order, and whether they are as they were written. Changes nothing.</summary>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">Likewise.</exception>
    public async Task<LedgerContents> ReadAsync(CancellationToken cancellationToken)
    {
        if (_disk.List(_directory, LedgerFiles.SegmentEnding).Count == 0)
        {
            return new LedgerContents([], [], Bytes: 0);
        }

        // Without the lock, where it cannot be had, a record that is just being written looks like a torn one.
        using var held = await HoldToReadAsync(cancellationToken);
        return LedgerReader.Read(_disk, _directory, cancellationToken);
    }

    public void Dispose()
    {
        if (_presence is not null)
        {
            _presence.Dispose();
            try
            {
                _disk.Delete(LedgerFiles.Writer(_directory, _name));
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // Whoever opens the ledger next removes it.
            }
        }

        _turn.Dispose();
    }

    private Task<LedgerReceipt> KeepAsync(Func<LedgerRecord, LedgerRecord> fill, CancellationToken cancellationToken) =>
        WriteAsync(() => _writer.Append(fill), cancellationToken);

    private async Task<LedgerReceipt> WriteAsync(Func<long> write, CancellationToken cancellationToken)
    {
        var (sequence, failure) = await AloneAsync(() => Present(write), cancellationToken);
        return failure is null ? new LedgerReceipt.Kept(sequence) : new LedgerReceipt.Lost(failure);
    }

    private async Task<(T? Result, LedgerFailure? Failure)> AloneAsync<T>(Func<T> work, CancellationToken cancellationToken)
    {
        if (!await _turn.WaitAsync(_options.LockLimit, cancellationToken))
        {
            return (default, Busy());
        }

        try
        {
            using var held = await HoldAsync(cancellationToken);
            return held is null ? (default, Busy()) : (work(), null);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return (default, new LedgerFailure(
                $"The ledger in '{_directory}' cannot be written: {exception.Message.TrimEnd('.')}.",
                "Nothing is sent without a record. Free some space there or correct its permissions, then try again."));
        }
        finally
        {
            _turn.Release();
        }
    }

    private T Present<T>(Func<T> work)
    {
        _presence ??= Arrive();
        return work();
    }

    private async Task<IDisposable?> HoldAsync(CancellationToken cancellationToken)
    {
        _disk.MakeDirectory(_directory);
        var begun = _time.GetTimestamp();
        while (true)
        {
            if (_disk.TryHold(LedgerFiles.Lock(_directory)) is { } held)
            {
                return held;
            }

            if (_time.GetElapsedTime(begun) > _options.LockLimit)
            {
                return null;
            }

            await Task.Delay(_retryInterval, _time, cancellationToken);
        }
    }

    private async Task<IDisposable?> HoldToReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await HoldAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    // Shows others that this process lives, and marks what those who no longer do have left open.
    private IDisposable? Arrive()
    {
        var presence = _disk.TryHold(LedgerFiles.Writer(_directory, _name));
        try
        {
            foreach (var left in _writer.Open().GroupBy(attempt => attempt.Writer, StringComparer.Ordinal).Where(left => IsGone(left.Key)))
            {
                foreach (var attempt in left)
                {
                    _ = _writer.Append(record => record with { Of = attempt.Sequence, Outcome = new LedgerOutcome(LedgerOutcomeKind.Unknown, "process-ended") });
                }
            }

            foreach (var path in _disk.List(_directory, LedgerFiles.WriterEnding).Where(path => IsGone(Path.GetFileNameWithoutExtension(path))))
            {
                _disk.Delete(path);
            }

            return presence;
        }
        catch
        {
            presence?.Dispose();
            throw;
        }
    }

    private bool IsGone(string writer)
    {
        if (string.Equals(writer, _name, StringComparison.Ordinal))
        {
            return false;
        }

        using var held = _disk.TryHold(LedgerFiles.Writer(_directory, writer));
        return held is not null;
    }

    private LedgerFailure Busy() => new(
        $"Another process has been writing to the ledger in '{_directory}' for too long.",
        "Nothing is sent without a record. End CodeAssist's other processes, then try again.");
}
