using CodeAssist.Core.Privacy.Gate;
using CodeAssist.Egress.Protocol;
using Microsoft.Extensions.AI;

namespace CodeAssist.Models.Egress;

/// <summary>A question on its way to egress: first the parts that the gate judges, then, with the texts that it admitted, the records of the wire.</summary>
internal sealed class Question
{
    private readonly IReadOnlyList<ChatMessage> _messages;
    private readonly ChatOptions? _options;
    private readonly List<PayloadPart> _parts = [];
    private readonly HashSet<int> _json = [];
    private readonly HashSet<int> _sealed = [];

    private Question(IReadOnlyList<ChatMessage> messages, ChatOptions? options)
    {
        _messages = messages;
        _options = options;
        foreach (var content in messages.SelectMany(message => message.Contents))
        {
            Add(content);
        }

        foreach (var tool in Tools)
        {
            _parts.Add(new PayloadPart(tool.Description, OriginsOf(tool)));
            AddJson(new PayloadPart(tool.JsonSchema.GetRawText(), OriginsOf(tool)));
        }

        if (Schema is { } schema)
        {
            AddJson(SourcedText.Read(options!, schema.Schema!.Value.GetRawText()));
        }
    }

    /// <summary>Everything that would be sent, each with its origins; in the order in which <see cref="TryWrite"/> takes it back.</summary>
    public IReadOnlyList<PayloadPart> Parts => _parts;

    private IEnumerable<AIFunctionDeclaration> Tools => _options?.Tools?.Cast<AIFunctionDeclaration>() ?? [];

    private ChatResponseFormatJson? Schema => _options?.ResponseFormat as ChatResponseFormatJson;

    /// <returns>The question, or what in it cannot be carried.</returns>
    public static (Question? Question, EgressFailure? Failure) Read(IEnumerable<ChatMessage> messages, ChatOptions? options)
    {
        var said = messages.ToList();
        return QuestionRules.FaultOf(said, options) is { } fault
            ? (null, new EgressFailure(EgressFailureKind.InvalidRequest, $"The question {fault}; nothing was sent.", "Ask without it."))
            : (new Question(said, options), null);
    }

    /// <param name="callId">Names the call on the wire.</param>
    /// <param name="provider">Who is asked.</param>
    /// <param name="model">Unless the options name another.</param>
    /// <param name="admitted">What the gate made of <see cref="Parts"/>.</param>
    /// <returns>Null where the gate withheld something that cannot be left out: half a schema is none, and a thought is its model's only as it was.</returns>
    public ChatParams? TryWrite(string callId, string provider, string model, Admission.Admitted admitted)
    {
        if (_json.Any(index => admitted.Parts[index].Withheld is not null)
            || _sealed.Any(index => !string.Equals(admitted.Parts[index].Text, _parts[index].Text, StringComparison.Ordinal)))
        {
            return null;
        }

        var texts = new Queue<string>(admitted.Parts.Select(part => part.Text));
        var turns = _messages.Select(message => Turn(message, texts)).ToList();
        var tools = Tools.Select(tool => new ToolDeclaration(tool.Name, texts.Dequeue(), texts.Dequeue())).ToList();
        var schema = Schema is { } format ? new AnswerSchema(format.SchemaName ?? "answer", texts.Dequeue()) : null;
        return new ChatParams(
            callId, provider, _options?.ModelId ?? model, turns, _options?.MaxOutputTokens, _options?.Temperature, tools.Count == 0 ? null : tools, schema, Effort());
    }

    private static IReadOnlyList<PartOrigin> OriginsOf(AIFunctionDeclaration tool) => (tool as SourcedTool)?.Origins ?? [];

    private static ChatTurn Turn(ChatMessage message, Queue<string> texts)
    {
        var text = new System.Text.StringBuilder();
        List<ToolCall> calls = [];
        List<ToolResult> results = [];
        List<ChatThought> thoughts = [];
        foreach (var content in message.Contents)
        {
            var admitted = texts.Dequeue();
            switch (content)
            {
                case FunctionCallContent call:
                    calls.Add(new ToolCall(call.CallId, call.Name, admitted));
                    break;
                case FunctionResultContent result:
                    results.Add(new ToolResult(result.CallId, admitted));
                    break;
                case TextReasoningContent thought:
                    thoughts.Add(new ChatThought(admitted, thought.ProtectedData!, thought.IsHidden()));
                    break;
                default:
                    text.Append(admitted);
                    break;
            }
        }

        return new ChatTurn(Speaker(message.Role), text.ToString(), calls.Count == 0 ? null : calls, results.Count == 0 ? null : results, thoughts.Count == 0 ? null : thoughts);
    }

    private static ChatSpeaker Speaker(ChatRole role) =>
        role == ChatRole.System ? ChatSpeaker.System
        : role == ChatRole.Assistant ? ChatSpeaker.Assistant
        : role == ChatRole.Tool ? ChatSpeaker.Tool
        : ChatSpeaker.User;

    private void Add(AIContent content)
    {
        switch (content)
        {
            case FunctionCallContent call:
                AddJson(SourcedText.Read(call, ToolArguments.Write(call.Arguments)));
                break;
            case FunctionResultContent result:
                _parts.Add(SourcedText.Read(result, QuestionRules.TextOf(result)!));
                break;
            case TextReasoningContent thought:
                _sealed.Add(_parts.Count);
                _parts.Add(SourcedText.Read(thought, thought.Text));
                break;
            default:
                _parts.Add(SourcedText.Read(content, ((TextContent)content).Text));
                break;
        }
    }

    private void AddJson(PayloadPart part)
    {
        _json.Add(_parts.Count);
        _parts.Add(part);
    }

    private ChatEffort? Effort() => _options?.Reasoning?.Effort switch
    {
        null => null,
        ReasoningEffort.None => ChatEffort.None,
        ReasoningEffort.Low => ChatEffort.Low,
        ReasoningEffort.Medium => ChatEffort.Medium,
        ReasoningEffort.High => ChatEffort.High,
        _ => ChatEffort.ExtraHigh,
    };
}
