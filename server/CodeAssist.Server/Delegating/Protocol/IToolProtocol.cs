using CodeAssist.Core.Agent.Models;
using Microsoft.Extensions.AI;

namespace CodeAssist.Server.Delegating.Protocol;

/// <summary>How a model is told of tools, and how it calls them.</summary>
internal interface IToolProtocol
{
    /// <summary>Tokens of all that describes the tools: rather too many.</summary>
    int DescriptionTokens { get; }

    /// <param name="options">Told what the protocol needs.</param>
    /// <param name="offer">Which tools are offered.</param>
    void Describe(ChatOptions options, ToolOffer offer);

    /// <returns>The conversation, each text with where it comes from.</returns>
    IReadOnlyList<ChatMessage> Write(IReadOnlyList<AgentMessage> conversation, ToolOffer offer);

    /// <param name="answer">A whole answer.</param>
    /// <param name="offer">Which tools were offered.</param>
    /// <param name="spent">What it took.</param>
    ModelTurn Read(ChatResponse answer, ToolOffer offer, ModelSpending spent);
}
