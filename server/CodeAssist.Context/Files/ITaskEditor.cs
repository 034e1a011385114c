using CodeAssist.Core.Agent.Files;

namespace CodeAssist.Context.Files;

/// <summary>The editor in which files of a task may be open. Tells what holds at the moment it is asked. Thread-safe.</summary>
public interface ITaskEditor
{
    /// <summary>Whether it lets us change what is open.</summary>
    bool CanChange { get; }

    /// <summary>The files beneath the root that are open.</summary>
    IReadOnlyList<TaskPath> Open { get; }

    /// <returns>Null for a file that is not open, or whose text is not known.</returns>
    OpenText? Find(TaskPath path);

    /// <summary>Gives open files other texts: all or none, and none is saved. Waits until they are what <see cref="Find"/> tells.</summary>
    /// <returns>Null when it is done; otherwise one sentence on why nothing has changed.</returns>
    Task<string?> ChangeAsync(IReadOnlyList<OpenTextChange> changes);
}
