using CodeAssist.Core.Privacy.Gate;
using CodeAssist.Core.Routing;

namespace CodeAssist.Core.Agent.Models;

/// <summary>A model that does a task, asked in its own protocol. Whoever implements it reads calls into actions and keeps account of what they cost.</summary>
public interface IAgentModel
{
    /// <summary>As reports name it.</summary>
    string Id { get; }

    /// <summary>By what it is known again, whatever it is called: the content of its file, or where it is asked and by which name.</summary>
    string Identity { get; }

    Tier Tier { get; }

    /// <summary>Whether it may be told what stands in a file, or the file's name: a model in this program's own host may be told everything.</summary>
    bool MayRead(PartOrigin.File file);

    /// <summary>Most tokens of a conversation, what describes the tools already taken off.</summary>
    int ContextTokens { get; }

    /// <summary>By the model's own tokenizer where that is at hand, otherwise an estimate that is rather too high.</summary>
    Task<IReadOnlyList<int>> CountTokensAsync(IReadOnlyList<string> texts, CancellationToken cancellationToken);

    /// <param name="conversation">Fits into <see cref="ContextTokens"/>.</param>
    /// <param name="offer">Which tools it has.</param>
    /// <param name="cancellationToken">Ends the question, down to the model.</param>
    Task<ModelTurn> AskAsync(IReadOnlyList<AgentMessage> conversation, ToolOffer offer, CancellationToken cancellationToken);

    /// <summary>Sums up what happened, without tools.</summary>
    Task<ModelSummary> SumUpAsync(IReadOnlyList<AgentMessage> messages, CancellationToken cancellationToken);
}
