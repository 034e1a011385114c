using CodeAssist.Core.Agent;
using CodeAssist.Core.Agent.Checks;
using CodeAssist.TestSupport;

namespace CodeAssist.Core.Tests.Agent;

/// <summary>A loop over files in memory and models that follow a script.</summary>
internal sealed class AgentRig(params ScriptedAgentModel[] models)
{
    public MemoryHands Hands { get; } = new() { Files = { ["a.py"] = "def add(a, b):\n    return a - b\n", ["b.py"] = "print(1)\n" } };

    public RecordingAgentUser User { get; } = new();

    public CountedEditForms Forms { get; } = new();

    public ManualTime Time { get; } = new();

    public ScriptedAgentModels Models { get; init; } = new(models[0], models.Length > 1 ? models[1] : null);

    public AgentLimits Limits { get; set; } = AgentLimits.Default;

    public AgentTask Task { get; set; } = new("Make the test pass.", MemoryHands.Repository);

    public AgentRig Checking(params string[] command)
    {
        Task = Task with { Checks = [new CheckCommand(command, "")] };
        return this;
    }

    public Task<AgentOutcome> RunAsync() => new AgentLoop(Models, Hands, User, Forms, Time).RunAsync(Task, Limits, TestContext.Current.CancellationToken);
}
