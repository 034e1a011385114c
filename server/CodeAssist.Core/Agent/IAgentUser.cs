using CodeAssist.Core.Agent.Actions;

namespace CodeAssist.Core.Agent;

/// <summary>Whoever gave the task: at a terminal, in an editor, or nobody who could answer.</summary>
public interface IAgentUser
{
    /// <summary>Told what happens, as it does. Must not block.</summary>
    void Tell(TranscriptEntry entry);

    /// <summary>Told what a model is about to do, in words for people.</summary>
    void Begin(string what);

    /// <param name="request">What is to be allowed.</param>
    /// <param name="action">The action that it is about.</param>
    /// <param name="cancellationToken">Ends the wait; that is no permission.</param>
    Task<ApprovalAnswer> ApproveAsync(ApprovalRequest request, AgentAction action, CancellationToken cancellationToken);

    /// <returns>The answer; null where nobody gives one.</returns>
    Task<string?> AskAsync(string question, CancellationToken cancellationToken);

    /// <summary>Asks whether changes are kept that the checks object to.</summary>
    /// <param name="problems">What the checks say.</param>
    /// <param name="cancellationToken">Ends the wait; that keeps nothing.</param>
    Task<bool> KeepsBrokenAsync(string problems, CancellationToken cancellationToken);
}
