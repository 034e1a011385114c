namespace CodeAssist.Core.Agent.Models;

/// <summary>What came back from a model.</summary>
/// <param name="Spent">What it took.</param>
public abstract record ModelTurn(ModelSpending Spent)
{
    /// <param name="Text">What it said beside its calls.</param>
    /// <param name="Calls">What it wants to be done, understood or not, each with an id of its own.</param>
    /// <param name="Spent">What it took.</param>
    public sealed record Said(string Text, IReadOnlyList<AgentCall> Calls, ModelSpending Spent) : ModelTurn(Spent)
    {
        /// <summary>Whether it was ended because it wrote the same again and again.</summary>
        public bool IsRepeating { get; init; }

        /// <summary>What it thought to itself before its calls.</summary>
        public IReadOnlyList<AgentThought> Thoughts { get; init; } = [];
    }

    /// <summary>An answer that cannot be used at all: cut off, or in no form that was asked for.</summary>
    /// <param name="Text">As far as it came.</param>
    /// <param name="Objection">For the model: one or two sentences.</param>
    /// <param name="Spent">What it took.</param>
    public sealed record Unusable(string Text, string Objection, ModelSpending Spent) : ModelTurn(Spent);

    /// <summary>No answer.</summary>
    /// <param name="Why">What happened and what to do, in whole sentences.</param>
    /// <param name="IsMoney">Whether a budget ended it.</param>
    /// <param name="Spent">What it took all the same.</param>
    public sealed record Failed(string Why, bool IsMoney, ModelSpending Spent) : ModelTurn(Spent);
}
