using CodeAssist.Core.Agent;
using CodeAssist.Core.Agent.Actions;
using CodeAssist.Core.Agent.Models;
using CodeAssist.Core.Privacy.Gate;
using CodeAssist.Core.Routing;
using CodeAssist.Core.Spending;

namespace CodeAssist.TestSupport;

/// <summary>A model of a task that does what a test tells it to: one turn after the other, the last one for ever.</summary>
public sealed class ScriptedAgentModel(string id, params Func<ScriptedAgentModel, ModelTurn>[] turns) : IAgentModel
{
    private readonly List<IReadOnlyList<AgentMessage>> _asked = [];

    public static ModelSpending Each { get; } = new(new TokenCounts(100, 0, 10), 0.01m);

    public string Id => id;

    public string Identity => id;

    public Tier Tier { get; init; } = Tier.Local;

    public bool MayRead(PartOrigin.File file) => Tier is Tier.Local || !file.IsIgnored;

    public int ContextTokens { get; init; } = 16_000;

    /// <summary>Every conversation that it was asked with.</summary>
    public IReadOnlyList<IReadOnlyList<AgentMessage>> Asked => _asked;

    public string? Summary { get; init; }

    /// <summary>The tools that it was offered last.</summary>
    public ToolOffer Offered { get; private set; }

    /// <summary>All of the last question.</summary>
    public string LastQuestion => string.Concat(Asked[^1].SelectMany(message => message.AllParts).Select(part => part.Text));

    public static Func<ScriptedAgentModel, ModelTurn> Do(params AgentAction[] actions) => _ => new ModelTurn.Said("", [.. actions.Select(Call)], Each);

    public static Func<ScriptedAgentModel, ModelTurn> Finish(string summary = "It is done.") => Do(new AgentAction.Finish(summary));

    public static Func<ScriptedAgentModel, ModelTurn> Replace(string path, string search, string text) => Do(new AgentAction.Edit([new EditBlock.Replace(path, search, text)]));

    public static Func<ScriptedAgentModel, ModelTurn> Run(params string[] arguments) => Do(new AgentAction.Run(arguments, ""));

    public static Func<ScriptedAgentModel, ModelTurn> Read(string path) => Do(new AgentAction.Read(path, null));

    public static Func<ScriptedAgentModel, ModelTurn> Say(string text) => _ => new ModelTurn.Said(text, [], Each);

    public static Func<ScriptedAgentModel, ModelTurn> Fault(string why) =>
        _ => new ModelTurn.Said("", [new AgentCall("1", "nonsense", "{}") { Fault = why }], Each);

    /// <summary>By the estimate that is used where no tokenizer is at hand.</summary>
    public Task<IReadOnlyList<int>> CountTokensAsync(IReadOnlyList<string> texts, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<int>>([.. texts.Select(Core.Assist.TokenEstimate.Of)]);

    public Task<ModelTurn> AskAsync(IReadOnlyList<AgentMessage> conversation, ToolOffer offer, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _asked.Add(conversation);
        Offered = offer;
        return Task.FromResult(turns[Math.Min(Asked.Count - 1, turns.Length - 1)](this));
    }

    public Task<ModelSummary> SumUpAsync(IReadOnlyList<AgentMessage> messages, CancellationToken cancellationToken) => Task.FromResult(new ModelSummary(Summary, Each));

    private static AgentCall Call(AgentAction action, int index) =>
        new(index.ToString(System.Globalization.CultureInfo.InvariantCulture), action.GetType().Name, "{}") { Action = action };
}
