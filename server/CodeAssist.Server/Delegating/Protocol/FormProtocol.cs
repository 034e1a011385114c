using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CodeAssist.Core.Agent.Models;
using CodeAssist.Core.Assist;
using CodeAssist.Core.Privacy.Gate;
using CodeAssist.Models.Egress;
using CodeAssist.Server.Delegating.Tools;
using Microsoft.Extensions.AI;

namespace CodeAssist.Server.Delegating.Protocol;

/// <summary>
/// The tools for models that have none: each answer is one JSON object with a thought and one call. Where a model's answers can be held to a schema, it cannot write
/// anything else; where not, the form is told in words, and what lies around the object counts for nothing.
/// </summary>
/// <param name="holdsSchemas">Whether answers can be held to a schema.</param>
/// <param name="isBounded">Whether lengths are stated; some providers refuse schemas that do.</param>
internal sealed class FormProtocol(bool holdsSchemas, bool isBounded) : IToolProtocol
{
    private const int ThoughtLetters = 400;

    private static readonly PartOrigin[] _own = [new PartOrigin.Product()];

    private static readonly string[] _bounds = ["maxLength", "maxItems", "minItems"];

    public int DescriptionTokens { get; } = TokenEstimate.Of(Words(ToolTable.Everything));

    public void Describe(ChatOptions options, ToolOffer offer)
    {
        if (holdsSchemas)
        {
            options.AnswerWith("step", Schema(offer), _own);
        }
    }

    public IReadOnlyList<ChatMessage> Write(IReadOnlyList<AgentMessage> conversation, ToolOffer offer)
    {
        var messages = new List<ChatMessage>();
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var message in conversation)
        {
            switch (message)
            {
                case AgentMessage.Order order:
                    messages.Add(new ChatMessage(ChatRole.System, [.. order.Parts.Select(Text), SourcedText.Of(Words(offer), _own)]));
                    break;
                case AgentMessage.Told told:
                    Tell(messages, told.Parts.Select(Text));
                    break;
                case AgentMessage.Said said:
                    messages.Add(new ChatMessage(ChatRole.Assistant, [SourcedText.Of(Said(said), [.. said.Origins])]));
                    names = said.Calls.ToDictionary(call => call.Id, call => call.Tool, StringComparer.Ordinal);
                    break;
                case AgentMessage.Answered answered:
                    Tell(messages, answered.Answers.SelectMany(answer =>
                        answer.Parts.Select(Text).Prepend(SourcedText.Of($"What came of {names.GetValueOrDefault(answer.CallId, "it")}:\n", _own))));
                    break;
            }
        }

        return messages;
    }

    public ModelTurn Read(ChatResponse answer, ToolOffer offer, ModelSpending spent)
    {
        var text = answer.Text;
        if (answer.FinishReason == ChatFinishReason.Length)
        {
            return new ModelTurn.Unusable(text, "It was cut off because it was too long. Do less in one answer.", spent);
        }

        var (begin, end) = (text.IndexOf('{', StringComparison.Ordinal), text.LastIndexOf('}'));
        if (begin < 0 || end < begin)
        {
            return new ModelTurn.Unusable(text, $"There is no JSON object in it. {Form}", spent);
        }

        try
        {
            using var document = JsonDocument.Parse(text[begin..(end + 1)], new JsonDocumentOptions { AllowDuplicateProperties = false, MaxDepth = 16 });
            var root = document.RootElement;
            if (!root.TryGetProperty("call", out var call) || call.ValueKind is not JsonValueKind.Object
                || !call.TryGetProperty("tool", out var tool) || tool.ValueKind is not JsonValueKind.String)
            {
                return new ModelTurn.Unusable(text, $"There is no call in it. {Form}", spent);
            }

            var thought = root.TryGetProperty("thought", out var words) && words.ValueKind is JsonValueKind.String ? words.GetString()! : "";
            return new ModelTurn.Said(thought, [CallReading.Read("1", tool.GetString()!, call.Clone(), offer)], spent);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // Not JSON, a name twice, or half a surrogate pair.
            return new ModelTurn.Unusable(text, $"It is no JSON, or not all of it. {Form}", spent);
        }
    }

    private static string Form => """Answer with one JSON object and nothing else: {"thought": "...", "call": {"tool": "...", ...}}.""";

    private static TextContent Text(PayloadPart part) => SourcedText.Of(part.Text, [.. part.Origins]);

    // Formats of open models want speakers to take turns.
    private static void Tell(List<ChatMessage> messages, IEnumerable<AIContent> contents)
    {
        if (messages is [.., { } last] && last.Role == ChatRole.User)
        {
            messages[^1] = new ChatMessage(ChatRole.User, [.. last.Contents, .. contents]);
        }
        else
        {
            messages.Add(new ChatMessage(ChatRole.User, [.. contents]));
        }
    }

    private static string Said(AgentMessage.Said said) => said.Calls is [var call, ..]
        ? $$"""{"thought": "{{JsonEncodedText.Encode(said.Text)}}", "call": {{call.Arguments}}}"""
        : said.Text;

    private static string Words(ToolOffer offer)
    {
        var words = new StringBuilder();
        words.Append(CultureInfo.InvariantCulture, $"\n{Form} First think in a sentence or two what to do next, then call one tool. A text that is code is a list of its lines. The tools:\n");
        foreach (var tool in ToolTable.Offered(offer))
        {
            words.Append(CultureInfo.InvariantCulture, $"- {tool.Name}({string.Join(", ", tool.Schema.GetProperty("properties").EnumerateObject().Select(argument => argument.Name))}): {tool.Description}\n");
        }

        if (offer.HasFlag(ToolOffer.Acting))
        {
            words.Append("""For example: {"thought": "The sign is wrong.", "call": {"tool": "edit", "edits": [{"kind": "replace", "path": "a.py", "search": ["    return a - b"], "text": ["    return a + b"]}]}}""").Append('\n');
        }

        return words.ToString();
    }

    private JsonElement Schema(ToolOffer offer)
    {
        var calls = string.Join(',', ToolTable.Offered(offer).Select(tool => tool.Form));
        var schema = JsonNode.Parse(string.Create(
            CultureInfo.InvariantCulture,
            $$$"""{"type":"object","properties":{"thought":{"type":"string","maxLength":{{{ThoughtLetters}}}},"call":{"anyOf":[{{{calls}}}]}},"required":["thought","call"],"additionalProperties":false}"""))!;
        if (!isBounded)
        {
            Unbind(schema);
        }

        using var document = JsonDocument.Parse(schema.ToJsonString());
        return document.RootElement.Clone();
    }

    private static void Unbind(JsonNode? node)
    {
        if (node is JsonObject members)
        {
            foreach (var bound in _bounds)
            {
                members.Remove(bound);
            }

            foreach (var member in members)
            {
                Unbind(member.Value);
            }
        }
        else if (node is JsonArray items)
        {
            foreach (var item in items)
            {
                Unbind(item);
            }
        }
    }
}
