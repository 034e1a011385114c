namespace CodeAssist.Core.Agent.Models;

/// <summary>Says which model does a task, and asks the user where the user wants to be asked.</summary>
public interface IAgentModels
{
    /// <param name="need">What the task asks for.</param>
    /// <param name="cancellationToken">Ends the wait; that is no permission.</param>
    Task<AgentModelChoice> ChooseAsync(AgentNeed need, CancellationToken cancellationToken);

    /// <summary>Who sums up older steps and runs errands: a model of this machine, which costs nothing.</summary>
    /// <returns>Null where there is none.</returns>
    Task<IAgentModel?> ChooseForRoutineAsync(CancellationToken cancellationToken);
}
