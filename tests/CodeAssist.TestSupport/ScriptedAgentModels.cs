using CodeAssist.Core.Agent.Models;

namespace CodeAssist.TestSupport;

/// <summary>Chooses the first model, and the second one for a task that does not move.</summary>
public sealed class ScriptedAgentModels(ScriptedAgentModel first, ScriptedAgentModel? stronger = null) : IAgentModels
{
    private readonly List<AgentNeed> _needs = [];

    public IReadOnlyList<AgentNeed> Needs => _needs;

    /// <summary>Why nobody stronger is asked.</summary>
    public string Refusal { get; set; } = "Nothing may leave this machine.";

    public IAgentModel? Routine { get; init; }

    public Task<AgentModelChoice> ChooseAsync(AgentNeed need, CancellationToken cancellationToken)
    {
        _needs.Add(need);
        var wantsMore = need.IsStuck || need.Failed.Count > 0;
        return Task.FromResult<AgentModelChoice>(new AgentModelChoice.Chosen(wantsMore && stronger is not null ? stronger : first, wantsMore && stronger is null ? Refusal : "It was chosen."));
    }

    public Task<IAgentModel?> ChooseForRoutineAsync(CancellationToken cancellationToken) => Task.FromResult(Routine);
}
