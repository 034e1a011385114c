using CodeAssist.Core.Agent;
using CodeAssist.Core.Agent.Actions;

namespace CodeAssist.TestSupport;

/// <summary>A user of a task who answers as a test says and keeps what was told and asked.</summary>
public sealed class RecordingAgentUser : IAgentUser
{
    public List<TranscriptEntry> Told { get; } = [];

    public List<string> Begun { get; } = [];

    public List<ApprovalRequest> Asked { get; } = [];

    public ApprovalAnswer Approves { get; set; } = ApprovalAnswer.No;

    public string? Reply { get; set; }

    public bool KeepsBroken { get; set; }

    public void Tell(TranscriptEntry entry) => Told.Add(entry);

    public void Begin(string what) => Begun.Add(what);

    public Task<ApprovalAnswer> ApproveAsync(ApprovalRequest request, AgentAction action, CancellationToken cancellationToken)
    {
        Asked.Add(request);
        return Task.FromResult(Approves);
    }

    public Task<string?> AskAsync(string question, CancellationToken cancellationToken) => Task.FromResult(Reply);

    public Task<bool> KeepsBrokenAsync(string problems, CancellationToken cancellationToken) => Task.FromResult(KeepsBroken);
}
