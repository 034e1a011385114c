namespace CodeAssist.Core.Spending;

/// <summary>Running sums of what was spent and reserved. Reading them takes a few steps, however much was added.</summary>
/// <remarks>
/// Every amount belongs to the day on the calendar at the moment it was reserved, and stays there: neither another time zone nor a call that
/// goes on over midnight moves it. Days that lie ahead count as well, so that a clock that is set back frees nothing.
/// </remarks>
public sealed class SpendSums
{
    private readonly SortedDictionary<DateOnly, decimal> _days = [];
    private readonly Dictionary<string, decimal> _tasks = new(StringComparer.Ordinal);
    private readonly Dictionary<string, decimal> _approvals = new(StringComparer.Ordinal);

    /// <summary>US dollars by day, the oldest first.</summary>
    public IReadOnlyDictionary<DateOnly, decimal> Days => _days;

    /// <param name="day">The day that it belongs to.</param>
    /// <param name="task">Id of the task; empty for none that is still known.</param>
    /// <param name="approval">Id of the approval; null for none.</param>
    /// <param name="dollars">US dollars; below zero for what is given back.</param>
    public void Add(DateOnly day, string task, string? approval, decimal dollars)
    {
        _days[day] = _days.GetValueOrDefault(day) + dollars;
        if (task.Length > 0)
        {
            _tasks[task] = _tasks.GetValueOrDefault(task) + dollars;
        }

        if (approval is not null)
        {
            _approvals[approval] = OnApproval(approval) + dollars;
        }
    }

    /// <param name="task">Id of the task that asks.</param>
    /// <param name="today">The day, on the user's calendar.</param>
    public Spent Of(string task, DateOnly today)
    {
        var month = new DateOnly(today.Year, today.Month, 1);
        return new Spent(_tasks.GetValueOrDefault(task), Since(today), Since(month));
    }

    /// <returns>US dollars.</returns>
    public decimal OnApproval(string approval) => _approvals.GetValueOrDefault(approval);

    // A ledger holds days by the hundred at most.
    private decimal Since(DateOnly first) => _days.Where(day => day.Key >= first).Sum(day => day.Value);
}
