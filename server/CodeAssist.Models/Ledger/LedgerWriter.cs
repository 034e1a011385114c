using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using CodeAssist.Core.Spending;

namespace CodeAssist.Models.Ledger;

/// <summary>Appends to the ledger's files. One at a time across all processes: whoever calls holds the lock.</summary>
internal sealed class LedgerWriter(string directory, string name, ILedgerDisk disk, LedgerOptions options, TimeProvider time)
{
    private readonly LedgerBooks _books = new(disk, directory);

    // Null where it is not known how the files end, as after a failure.
    private LedgerTail? _tail;

    /// <summary>Writes a record behind the last one, and waits until it lies on the disk.</summary>
    /// <returns>Its sequence number.</returns>
    /// <exception cref="IOException">It is not kept; what was kept before is whole.</exception>
    /// <exception cref="UnauthorizedAccessException">Likewise.</exception>
    public long Append(Func<LedgerRecord, LedgerRecord> fill) => Knowing(() =>
    {
        var tail = Ready();
        var record = fill(new LedgerRecord(tail.Next, time.GetUtcNow(), name));
        Put(tail, record, LedgerJsonContext.Default.LedgerRecord, record.At);
        return record.Sequence;
    });

    /// <summary>Writes an attempt together with what it may cost, where the budgets have it; otherwise, that they had not.</summary>
    /// <returns>The record's number, and whether it may be sent.</returns>
    public (long Sequence, BudgetVerdict Verdict) Reserve(LedgerAttempt attempt, SpendRequest request)
    {
        var verdict = BudgetVerdict.Fits;
        var sequence = Append(record =>
        {
            var sums = _books.Sums();
            var reservation = new LedgerReservation(request.Task, request.Model, Today, request.Cost.Most)
            {
                Approval = request.Approval is { } given ? new LedgerApproval(given.Id, given.Dollars) : null,
            };
            verdict = request.Judge(sums.Of(request.Task, reservation.Day), reservation.Approval is { } approval ? sums.OnApproval(approval.Id) : 0);
            return verdict is BudgetVerdict.Over
                ? record with
                {
                    Attempt = attempt with { Reservation = reservation with { Dollars = 0 } },
                    Outcome = new LedgerOutcome(LedgerOutcomeKind.Refused, LedgerOutcome.OverBudget),
                }
                : record with { Attempt = attempt with { Reservation = reservation } };
        });
        return (sequence, verdict);
    }

    /// <summary>The attempts without an outcome, in order.</summary>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">Likewise.</exception>
    public IReadOnlyList<LedgerRecord> Open() => _books.Open();

    /// <summary>What was spent, and what is reserved.</summary>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">Likewise.</exception>
    public Spent Spent(string task) => _books.Sums().Of(task, Today);

    /// <summary>Begins a new file with a note, then removes the files before it. What was spent this month goes on to count.</summary>
    /// <returns>The note's sequence number.</returns>
    public long Purge() => Knowing(() =>
    {
        var tail = Ready();
        tail = Begin(tail, tail.File + 1, new DateOnly(Today.Year, Today.Month, 1));
        var note = new LedgerRecord(tail.Next, time.GetUtcNow(), name) { Notice = new LedgerNotice(LedgerNotice.Purged, "The user removed every record before this one.") };
        Put(tail, note, LedgerJsonContext.Default.LedgerRecord, note.At);
        foreach (var path in disk.List(directory, LedgerFiles.SegmentEnding).Where(path => LedgerFiles.Number(path) < tail.File))
        {
            disk.Delete(path);
        }

        return note.Sequence;
    });

    private DateOnly Today => DateOnly.FromDateTime(time.GetLocalNow().DateTime);

    private long Knowing(Func<long> work)
    {
        try
        {
            return work();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            _tail = null;
            throw;
        }
    }

    /// <summary>Cuts what a process left unfinished, begins a new file where it is time, and lets go of what is too old.</summary>
    private LedgerTail Ready()
    {
        var tail = IsAsKnown() ? _tail! : LedgerTail.Read(disk, directory);
        var torn = tail.Torn;
        if (torn > 0)
        {
            disk.Cut(LedgerFiles.Segment(directory, tail.File), tail.Length);
            tail = tail with { Torn = 0 };
        }

        if (!tail.HasHeader)
        {
            tail = Begin(tail, Math.Max(tail.File, 1), DateOnly.MinValue);
        }

        if (torn > 0)
        {
            var cut = new LedgerRecord(tail.Next, time.GetUtcNow(), name)
            {
                Notice = new LedgerNotice(LedgerNotice.TornTailCut, $"A process ended while it wrote: {torn} bytes of an unfinished record were cut off."),
            };
            tail = Put(tail, cut, LedgerJsonContext.Default.LedgerRecord, cut.At);
        }

        if (tail.Length >= options.FileBytes || tail.Begun + options.FileSpan < time.GetUtcNow())
        {
            tail = Begin(tail, tail.File + 1, DateOnly.MinValue);
            DropOld(tail.File);
        }

        return tail;
    }

    private LedgerTail Begin(LedgerTail tail, int file, DateOnly carriedSince)
    {
        var header = new SegmentHeader(SegmentHeader.CurrentSchema, tail.Next, Convert.ToHexStringLower(tail.Hash.Span)) { Carried = _books.Carry(carriedSince) };
        var begun = tail with { File = file, Length = 0, Begun = null };
        return Put(begun, header, LedgerJsonContext.Default.SegmentHeader, at: null);
    }

    // A header takes no number.
    private LedgerTail Put<T>(LedgerTail tail, T value, JsonTypeInfo<T> type, DateTimeOffset? at)
    {
        var payload = JsonSerializer.SerializeToUtf8Bytes(value, type);
        if (payload.Length > LedgerFrame.LargestPayload)
        {
            throw new IOException("The record is longer than any record should be.");
        }

        var hash = LedgerFrame.Chained(tail.Hash.Span, payload);
        var frame = LedgerFrame.Build(payload, hash);
        var path = LedgerFiles.Segment(directory, tail.File);
        try
        {
            disk.Write(path, tail.Length, frame);
            disk.Flush(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Undo(path, tail.Length);
            throw;
        }

        return _tail = tail with
        {
            Length = tail.Length + frame.Length,
            Next = at is null ? tail.Next : tail.Next + 1,
            Hash = hash,
            Begun = tail.Begun ?? at,
            HasHeader = true,
        };
    }

    private void Undo(string path, long length)
    {
        try
        {
            disk.Cut(path, length);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Whoever writes next finds a torn tail, or a whole record that nobody was promised.
        }
    }

    // Another process may have written meanwhile; it leaves a longer file, or a newer one.
    private bool IsAsKnown() =>
        _tail is { File: > 0 } tail
        && disk.List(directory, LedgerFiles.SegmentEnding) is [.., var last]
        && LedgerFiles.Number(last) == tail.File
        && disk.Length(last) == tail.Length;

    private void DropOld(int newest)
    {
        var limit = time.GetUtcNow() - options.Retention;
        foreach (var path in disk.List(directory, LedgerFiles.SegmentEnding).Where(path => LedgerFiles.Number(path) < newest))
        {
            if (LedgerSegment.Parse(disk.Read(path)).Frames is not [.., var last] || LedgerTail.Record(last) is not { } record || record.At >= limit)
            {
                // The chain goes on from the first file that is left: none is taken out of its middle.
                return;
            }

            disk.Delete(path);
        }
    }
}
