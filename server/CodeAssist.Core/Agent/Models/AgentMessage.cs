using CodeAssist.Core.Privacy.Gate;

namespace CodeAssist.Core.Agent.Models;

/// <summary>One message of a conversation in which a model calls tools.</summary>
public abstract record AgentMessage
{
    private AgentMessage()
    {
    }

    /// <summary>What holds for all of it.</summary>
    public sealed record Order(IReadOnlyList<PayloadPart> Parts) : AgentMessage;

    /// <summary>What the user, or this program in the user's place, says.</summary>
    public sealed record Told(IReadOnlyList<PayloadPart> Parts) : AgentMessage;

    /// <param name="Text">What the model said; empty where it only called.</param>
    /// <param name="Calls">What it wants to be done.</param>
    /// <param name="Origins">Everything that it had read.</param>
    public sealed record Said(string Text, IReadOnlyList<AgentCall> Calls, IReadOnlyList<PartOrigin> Origins) : AgentMessage
    {
        /// <summary>What it thought to itself before that.</summary>
        public IReadOnlyList<AgentThought> Thoughts { get; init; } = [];
    }

    /// <summary>What came of the calls of the message before: one answer for each.</summary>
    public sealed record Answered(IReadOnlyList<CallAnswer> Answers) : AgentMessage;

    /// <summary>Everything that would be sent for it.</summary>
    public IEnumerable<PayloadPart> AllParts => this switch
    {
        Order order => order.Parts,
        Told told => told.Parts,
        Said said => [.. said.Thoughts.Select(thought => new PayloadPart(thought.Text, said.Origins)), new PayloadPart(said.Text, said.Origins), .. said.Calls.Select(call => new PayloadPart($"{call.Tool} {call.Arguments}", said.Origins))],
        Answered answered => answered.Answers.SelectMany(answer => answer.Parts),
        _ => [],
    };
}
