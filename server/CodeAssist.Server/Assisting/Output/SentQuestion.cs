using System.Buffers;
using System.Text.Json;
using CodeAssist.Core.Assist;
using CodeAssist.Core.Privacy.Gate;
using CodeAssist.Core.Privacy.Secrets;

namespace CodeAssist.Server.Assisting.Output;

/// <summary>A question as it would be sent, made by the same gate that makes what is sent.</summary>
/// <param name="Turns">In order; empty where nothing would be sent.</param>
/// <param name="Refusal">Why nothing would be sent; null where something would.</param>
internal sealed record SentQuestion(IReadOnlyList<SentTurn> Turns, GateRefusal? Refusal)
{
    // Whether text of a repository may leave was decided before anybody is shown what would be sent.
    private static readonly PayloadGate _gate = new(_ => RepositoryStanding.MayLeave, SecretScanner.Default);

    private static readonly HashSet<GateRefusalCode> _nothingApproved = [];

    /// <summary>What is shown in its place where nothing would be sent, or all of it.</summary>
    public string Text => Refusal is { } refusal ? $"Nothing: {refusal.Sentence} {refusal.NextStep}" : string.Concat(Turns.Select(turn => turn.Text));

    public static SentQuestion Of(AssistQuestion question)
    {
        if (_gate.Admit([.. question.Turns.SelectMany(turn => turn.Parts)]) is not Admission.Admitted { Parts: var parts })
        {
            return new SentQuestion([], GateRefusal.Of(GateRefusalCode.OutsideWorkspace));
        }

        var admitted = new Queue<string>(parts.Select(part => part.Text));
        var texts = question.Turns.Select(turn => string.Concat(turn.Parts.Select(_ => admitted.Dequeue())));

        // As in the process that sends: it knows no files, so that the rules for some files hold for all.
        return _gate.Seal(new Admission.Admitted([]), Body(texts), new SecretPlaceholders(), _nothingApproved) switch
        {
            GateVerdict.Allowed allowed => new SentQuestion([.. question.Turns.Zip(Texts(allowed.Body), (turn, text) => new SentTurn(turn.Speaker.ToString(), text))], Refusal: null),
            GateVerdict.Refused refused => new SentQuestion([], refused.Refusal),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private static ReadOnlyMemory<byte> Body(IEnumerable<string> texts)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(bytes);
        json.WriteStartArray();
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
        json.Flush();
        return bytes.WrittenMemory;
    }

    private static IReadOnlyList<string> Texts(ReadOnlyMemory<byte> body)
    {
        using var json = JsonDocument.Parse(body);
        return [.. json.RootElement.EnumerateArray().Select(text => text.GetString()!)];
    }
}
