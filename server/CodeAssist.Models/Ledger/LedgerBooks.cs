using CodeAssist.Core.Spending;

namespace CodeAssist.Models.Ledger;

/// <summary>
/// What follows from the ledger's records: how much money, and which attempts have no end. Each record is read once, however often it is asked.
/// Only whoever holds the lock may use it.
/// </summary>
internal sealed class LedgerBooks(ILedgerDisk disk, string directory)
{
    /// <summary>How many days a new file carries over: more than any budget looks back, also after a clock was wrong by months.</summary>
    private const int CarriedDays = 100;

    private readonly Dictionary<long, LedgerRecord> _open = [];
    private SpendSums _sums = new();

    // Up to where was read.
    private int _file;
    private long _offset;

    /// <summary>What was spent and what is reserved.</summary>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">Likewise.</exception>
    public SpendSums Sums()
    {
        ReadOn();
        return _sums;
    }

    /// <summary>The attempts without an outcome, in order.</summary>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">Likewise.</exception>
    public IReadOnlyList<LedgerRecord> Open()
    {
        ReadOn();
        return [.. _open.Values.OrderBy(attempt => attempt.Sequence)];
    }

    /// <summary>What a new file must know of those before it, which may be removed one day: dollars by day.</summary>
    /// <param name="since">Days before are left out.</param>
    /// <returns>Null for nothing.</returns>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">Likewise.</exception>
    public IReadOnlyDictionary<DateOnly, decimal>? Carry(DateOnly since)
    {
        var days = Sums().Days.Where(day => day.Key >= since).TakeLast(CarriedDays).ToDictionary();
        return days.Count == 0 ? null : days;
    }

    private void ReadOn()
    {
        var paths = disk.List(directory, LedgerFiles.SegmentEnding);
        if (_file > 0 && !StillHas(paths))
        {
            // Somebody has removed what was read here.
            (_sums, _file, _offset) = (new SpendSums(), 0, 0);
            _open.Clear();
        }

        foreach (var path in paths.Where(path => LedgerFiles.Number(path) >= _file))
        {
            ReadOn(path);
        }
    }

    private bool StillHas(IReadOnlyList<string> paths) =>
        paths.FirstOrDefault(path => LedgerFiles.Number(path) == _file) is { } path && disk.Length(path) >= _offset;

    private void ReadOn(string path)
    {
        var number = LedgerFiles.Number(path);
        var begin = number == _file ? _offset : 0;
        var segment = LedgerSegment.Parse(disk.Read(path, begin));
        if (_file == 0 && segment.Frames is [var first, ..] && LedgerTail.Header(first) is { Carried: { } carried })
        {
            carried.ToList().ForEach(day => _sums.Add(day.Key, task: "", approval: null, day.Value));
        }

        foreach (var record in segment.Frames.Select(LedgerTail.Record).OfType<LedgerRecord>())
        {
            Add(record);
        }

        (_file, _offset) = (number, begin + segment.End);
    }

    private void Add(LedgerRecord record)
    {
        if (record.Attempt is { } attempt)
        {
            if (attempt.Reservation is { } reserved)
            {
                _sums.Add(reserved.Day, reserved.Task, reserved.Approval?.Id, reserved.Dollars);
            }

            if (record.Outcome is null)
            {
                _open[record.Sequence] = record;
            }
        }
        else if (record.Of is { } of && _open.Remove(of, out var begun) && begun.Attempt!.Reservation is { } settled && record.Outcome?.Charge is { } charge)
        {
            // The first outcome counts: a second one gives nothing back.
            _sums.Add(settled.Day, settled.Task, settled.Approval?.Id, charge.Dollars - settled.Dollars);
        }
    }
}
