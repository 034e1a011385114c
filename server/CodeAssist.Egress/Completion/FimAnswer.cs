using System.Text;
using System.Text.Json;
using CodeAssist.Core.Providers;
using CodeAssist.Egress.Protocol;
using CodeAssist.Egress.Transport;

namespace CodeAssist.Egress.Completion;

/// <summary>What is known of an answer when it ends: <c>{"choices":[{"text":…,"finish_reason":…}],"usage":…}</c>, once or in pieces.</summary>
internal sealed class FimAnswer(Provider provider)
{
    private ChatFinish? _finish;
    private ChatUsage? _usage;
    private string? _model;

    /// <exception cref="EgressException">It is an error.</exception>
    /// <exception cref="JsonException">It is no JSON.</exception>
    /// <exception cref="InvalidOperationException">It is other JSON.</exception>
    public void Read(string json, Action<string> onText)
    {
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        if (root.TryGetProperty("error", out var error) && error.ValueKind is not JsonValueKind.Null)
        {
            throw new EgressException(TransportFailures.Status(provider, status: null, ErrorText.Read(Encoding.UTF8.GetBytes(root.GetRawText()), key: null), retryAfter: null));
        }

        _model = root.TryGetProperty("model", out var model) && model.ValueKind is JsonValueKind.String ? model.GetString() : _model;
        if (root.TryGetProperty("usage", out var usage) && usage.ValueKind is JsonValueKind.Object)
        {
            _usage = new ChatUsage(Count(usage, "prompt_tokens"), CachedInputTokens: 0, Count(usage, "completion_tokens"));
        }

        if (root.TryGetProperty("choices", out var choices) && choices.GetArrayLength() > 0)
        {
            ReadChoice(choices[0], onText);
        }
    }

    /// <returns>Null where the answer has no end.</returns>
    public ChatAnswer? End() => _finish is { } finish ? new ChatAnswer(finish, _model, ResponseId: null, _usage) : null;

    private void ReadChoice(JsonElement choice, Action<string> onText)
    {
        if (choice.TryGetProperty("text", out var text) && text.GetString() is { Length: > 0 } piece)
        {
            onText(piece);
        }

        if (choice.TryGetProperty("finish_reason", out var reason) && reason.ValueKind is JsonValueKind.String)
        {
            _finish = reason.GetString() is "length" ? ChatFinish.Length : ChatFinish.Stop;
        }
    }

    private static long Count(JsonElement usage, string name) => usage.TryGetProperty(name, out var number) && number.TryGetInt64(out var count) ? Math.Max(0, count) : 0;
}
