using CodeAssist.Core.Completion;
using CodeAssist.Core.Completion.Continuations;

namespace CodeAssist.Core.Tests.Completion;

/// <summary>A workspace that proposes what it is told to.</summary>
internal sealed class ScriptedWorkspace(params (string Text, double Probability)[] proposals) : IContinuationSource
{
    public IReadOnlyList<Proposal> Propose(CompletionRequest request, int limit) =>
    [
        .. proposals.Select(proposal => new Proposal(
            proposal.Text, proposal.Probability, Block: null, new Evidence(20, 1, 1, IsSameFile: false, IsRenamed: false))),
    ];
}
