using CodeAssist.Core.Agent.Models;
using Microsoft.Extensions.AI;

namespace CodeAssist.Server.Delegating.Protocol;

/// <summary>How a model is told of tools, and how it calls them.</summary>
internal interface IToolProtocol
{
    /// <summary>Tokens of all that describes the tools: rather too many.</summary>
    int DescriptionTokens { get; }

    /// <param name="options">Told what the protocol needs.</param>
    /// <param name="onlyLooks">Whether only tools that change nothing are offered.</param>
    void Describe(ChatOptions options, bool onlyLooks);

    /// <returns>The conversation, each text with where it comes from.</returns>
    IReadOnlyList<ChatMessage> Write(IReadOnlyList<AgentMessage> conversation, bool onlyLooks);

    /// <param name="answer">A whole answer.</param>
    /// <param name="onlyLooks">Whether only tools that change nothing were offered.</param>
    /// <param name="spent">What it took.</param>
    ModelTurn Read(ChatResponse answer, bool onlyLooks, ModelSpending spent);
}
