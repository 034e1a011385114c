using CodeAssist.Core.Assist;

namespace CodeAssist.Server.Assisting;

/// <summary>The last tasks of this process, for whoever wants to know who did them. In memory only. Thread-safe.</summary>
internal sealed class RecentTasks(TimeProvider time)
{
    private const int Most = 10;

    private readonly Lock _lock = new();
    private readonly List<RecentTask> _tasks = [];

    /// <summary>The newest first.</summary>
    public IReadOnlyList<RecentTask> All
    {
        get
        {
            lock (_lock)
            {
                return [.. _tasks];
            }
        }
    }

    public void Add(AssistSubject subject, AssistOutcome outcome)
    {
        var failed = outcome as AssistOutcome.Failed;
        var task = new RecentTask(time.GetLocalNow(), subject.Kind, Path.GetFileName(subject.Origin.Path), outcome.Trail, failed is null ? null : $"{failed.Why} {failed.NextStep}");
        lock (_lock)
        {
            _tasks.Insert(0, task);
            _tasks.RemoveRange(Math.Min(Most, _tasks.Count), Math.Max(0, _tasks.Count - Most));
        }
    }
}
