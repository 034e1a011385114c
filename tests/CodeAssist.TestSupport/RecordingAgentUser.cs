using CodeAssist.Core.Agent;
using CodeAssist.Core.Agent.Actions;

namespace CodeAssist.TestSupport;

/// <summary>A user of a task who answers as a test says and keeps what was told and asked.</summary>
public sealed class RecordingAgentUser : IAgentUser
{
    private readonly List<TranscriptEntry> _told = [];
    private readonly List<string> _begun = [];
    private readonly List<ApprovalRequest> _asked = [];

    public IReadOnlyList<TranscriptEntry> Told => _told;

    public IReadOnlyList<string> Begun => _begun;

    public IReadOnlyList<ApprovalRequest> Asked => _asked;

    public ApprovalAnswer Approves { get; set; } = ApprovalAnswer.No;

    public string? Reply { get; set; }

    public bool KeepsBroken { get; set; }

    public void Tell(TranscriptEntry entry) => _told.Add(entry);

    public void Begin(string what) => _begun.Add(what);

    public Task<ApprovalAnswer> ApproveAsync(ApprovalRequest request, AgentAction action, CancellationToken cancellationToken)
    {
        _asked.Add(request);
        return Task.FromResult(Approves);
    }

    public Task<string?> AskAsync(string question, CancellationToken cancellationToken) => Task.FromResult(Reply);

    public Task<bool> KeepsBrokenAsync(string problems, CancellationToken cancellationToken) => Task.FromResult(KeepsBroken);
}
