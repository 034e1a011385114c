namespace CodeAssist.Core.Agent.Actions;

/// <summary>
/// Carries out what a model wants to do in one task, beneath one root that is fixed when it is made. Whoever implements it checks every path and every command by
/// itself: that a model asks for something is no reason to do it. A checkpoint is taken before each change.
/// </summary>
public interface IAgentHands
{
    /// <param name="action">Anything but the loop's own: <see cref="AgentAction.Finish"/>, <see cref="AgentAction.AskUser"/>, <see cref="AgentAction.FindOut"/>.</param>
    /// <param name="grant">The user's yes to exactly this; null where nobody was asked.</param>
    /// <param name="cancellationToken">Ends it, down to the process; a change is made wholly or not at all.</param>
    /// <returns>What happened. Nothing that a disk or a process can do is an exception.</returns>
    Task<ActionResult> DoAsync(AgentAction action, ApprovalGrant? grant, CancellationToken cancellationToken);

    /// <summary>Keeps how the files are now, ignored ones aside, and what of them the editor has not saved. Touches neither index nor stash nor refs.</summary>
    /// <returns>The mark, or null with no state kept: then nothing may be changed.</returns>
    Task<Checkpoint?> MarkAsync(CancellationToken cancellationToken);

    /// <summary>What is different now from how it was.</summary>
    /// <param name="since">A mark of this task.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<IReadOnlyList<FileDifference>> CompareAsync(Checkpoint since, CancellationToken cancellationToken);

    /// <summary>Makes files what they were, byte by byte.</summary>
    /// <param name="to">A mark of this task.</param>
    /// <param name="paths">Which, relative to the root; null for all that the task has changed.</param>
    /// <param name="cancellationToken">Ends it between two files.</param>
    Task<Restoration> RestoreAsync(Checkpoint to, IReadOnlyList<string>? paths, CancellationToken cancellationToken);

    /// <summary>Makes places of one file what they were, and leaves the rest of it.</summary>
    /// <param name="to">A mark of this task.</param>
    /// <param name="path">Which file, relative to the root.</param>
    /// <param name="places">Of its <see cref="FileDifference.Places"/>; a problem where the file has changed since they were told.</param>
    /// <param name="cancellationToken">Ends it before the file is written.</param>
    Task<Restoration> RestorePlacesAsync(Checkpoint to, string path, IReadOnlyList<DifferingPlace> places, CancellationToken cancellationToken);
}
