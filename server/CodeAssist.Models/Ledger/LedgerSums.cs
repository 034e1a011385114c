using CodeAssist.Core.Spending;

namespace CodeAssist.Models.Ledger;

/// <summary>What the ledger comes to in money. Each record is read once, however often it is asked. Only whoever holds the lock may use it.</summary>
internal sealed class LedgerSums(ILedgerDisk disk, string directory)
{
    /// <summary>How many days a new file carries over: more than any budget looks back, also after a clock was wrong by months.</summary>
    private const int CarriedDays = 100;

    private readonly Dictionary<long, LedgerReservation> _open = [];
    private SpendSums _sums = new();

    // Up to where was read.
    private int _file;
    private long _offset;

    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">Likewise.</exception>
    public SpendSums Read()
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

        return _sums;
    }

    /// <summary>What a new file must know of those before it, which may be removed one day.</summary>
    /// <param name="since">Days before are left out.</param>
    /// <returns>Null for nothing.</returns>
    public IReadOnlyDictionary<DateOnly, decimal>? Carry(DateOnly since)
    {
        var days = Read().Days.Where(day => day.Key >= since).TakeLast(CarriedDays).ToDictionary();
        return days.Count == 0 ? null : days;
    }

    private bool StillHas(IReadOnlyList<string> paths) =>
        paths.FirstOrDefault(path => LedgerFiles.Number(path) == _file) is { } path && disk.Length(path) >= _offset;

    private void ReadOn(string path)
    {
        var number = LedgerFiles.Number(path);
        var isFirst = _file == 0;
        var begin = number == _file ? _offset : 0;
        var segment = LedgerSegment.Parse(disk.Read(path, begin));
        if (isFirst && segment.Frames is [var first, ..] && LedgerTail.Header(first) is { Carried: { } carried })
        {
            carried.ToList().ForEach(day => _sums.Add(day.Key, task: "", approval: null, day.Value));
        }

        foreach (var frame in segment.Frames.Where(IsOfMoney))
        {
            Add(LedgerTail.Record(frame));
        }

        (_file, _offset) = (number, begin + segment.End);
    }

    // Most records of a long ledger are of none: it is quicker not to parse those.
    private static bool IsOfMoney(LedgerFrame frame) =>
        frame.Payload.Span.IndexOf("\"reservation\""u8) >= 0 || frame.Payload.Span.IndexOf("\"charge\""u8) >= 0;

    private void Add(LedgerRecord? record)
    {
        if (record is { Attempt.Reservation: { } reserved })
        {
            _sums.Add(reserved.Day, reserved.Task, reserved.Approval, reserved.Dollars);
            if (record.Outcome is null)
            {
                _open[record.Sequence] = reserved;
            }
        }
        else if (record is { Of: { } attempt, Outcome.Charge: { } charge } && _open.Remove(attempt, out var settled))
        {
            _sums.Add(settled.Day, settled.Task, settled.Approval, charge.Dollars - settled.Dollars);
        }
    }
}
