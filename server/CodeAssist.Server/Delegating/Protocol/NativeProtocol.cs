using System.Text.Json;
using System.Text.Json.Nodes;
using CodeAssist.Core.Agent;
using CodeAssist.Core.Agent.Models;
using CodeAssist.Core.Assist;
using CodeAssist.Core.Privacy.Gate;
using CodeAssist.Models.Egress;
using CodeAssist.Server.Delegating.Tools;
using Microsoft.Extensions.AI;

namespace CodeAssist.Server.Delegating.Protocol;

/// <summary>The tools as a provider's own protocol has them: declared beside the question, called beside the answer.</summary>
/// <param name="model">Id of the model: its thoughts go back to it and to nobody else.</param>
internal sealed class NativeProtocol(string model) : IToolProtocol
{
    // What a provider adds around each declaration.
    private const int DeclarationTokens = 12;

    public int DescriptionTokens { get; } = ToolTable.All.Sum(tool => TokenEstimate.Of(tool.Description) + TokenEstimate.Of(tool.Schema.GetRawText()) + DeclarationTokens);

    public void Describe(ChatOptions options, ToolOffer offer) =>
        options.Tools = [.. ToolTable.Offered(offer).Select(tool => new SourcedTool(tool.Name, tool.Description, tool.Schema, new PartOrigin.Product()))];

    public IReadOnlyList<ChatMessage> Write(IReadOnlyList<AgentMessage> conversation, ToolOffer offer) => [.. conversation.SelectMany(Messages)];

    public ModelTurn Read(ChatResponse answer, ToolOffer offer, ModelSpending spent)
    {
        var contents = answer.Messages.SelectMany(message => message.Contents).ToList();
        var calls = contents.OfType<FunctionCallContent>().Select(call => Call(call, offer)).ToList();
        var text = string.Concat(contents.OfType<TextContent>().Select(content => content.Text));
        return answer.FinishReason == ChatFinishReason.Length && calls.Count == 0
            ? new ModelTurn.Unusable(text, "It was cut off because it was too long. Do less in one answer.", spent)
            : new ModelTurn.Said(text, calls, spent) { Thoughts = [.. contents.OfType<TextReasoningContent>().Where(thought => thought.ProtectedData is { Length: > 0 }).Select(Thought)] };
    }

    private static AgentCall Call(FunctionCallContent call, ToolOffer offer)
    {
        var arguments = new JsonObject((call.Arguments ?? new Dictionary<string, object?>(StringComparer.Ordinal))
            .Select(argument => KeyValuePair.Create(argument.Key, argument.Value is JsonElement json ? JsonNode.Parse(json.GetRawText()) : null)));
        using var document = JsonDocument.Parse(arguments.ToJsonString());
        return CallReading.Read(call.CallId, call.Name, document.RootElement.Clone(), offer);
    }

    private AgentThought Thought(TextReasoningContent thought) => new(model, thought.Text, thought.ProtectedData!, thought.IsHidden());

    private IEnumerable<ChatMessage> Messages(AgentMessage message) => message switch
    {
        AgentMessage.Order order => [new ChatMessage(ChatRole.System, Texts(order.Parts))],
        AgentMessage.Told told => [new ChatMessage(ChatRole.User, Texts(told.Parts))],
        AgentMessage.Said said => [new ChatMessage(ChatRole.Assistant, Said(said))],
        AgentMessage.Answered answered => [new ChatMessage(ChatRole.Tool, [.. answered.Answers.Select(Result)])],
        _ => [],
    };

    private static List<AIContent> Texts(IReadOnlyList<PayloadPart> parts) => [.. parts.Select(part => SourcedText.Of(part.Text, [.. part.Origins]))];

    private List<AIContent> Said(AgentMessage.Said said)
    {
        List<AIContent> contents =
        [
            .. from thought in said.Thoughts
               where string.Equals(thought.Model, model, StringComparison.Ordinal)
               select SourcedText.Mark(Thoughts.Of(thought.Text, thought.Seal, thought.IsHidden), [.. said.Origins]),
        ];
        if (said.Text.Length > 0)
        {
            contents.Add(SourcedText.Of(said.Text, [.. said.Origins]));
        }

        contents.AddRange(said.Calls.Select(call => SourcedText.Mark(new FunctionCallContent(call.Id, call.Tool, Arguments(call)), [.. said.Origins])));
        return contents;
    }

    private static Dictionary<string, object?> Arguments(AgentCall call)
    {
        using var document = JsonDocument.Parse(call.Arguments);
        return document.RootElement.EnumerateObject().ToDictionary(member => member.Name, member => (object?)member.Value.Clone(), StringComparer.Ordinal);
    }

    private static AIContent Result(CallAnswer answer)
    {
        PartOrigin[] origins = [.. answer.Parts.SelectMany(part => part.Origins).Distinct()];
        return SourcedText.Mark(new FunctionResultContent(answer.CallId, string.Concat(answer.Parts.Select(part => part.Text))), origins);
    }
}
