using System.Text.Json;

namespace CodeAssist.Egress.Transport;

/// <summary>What a provider says about a refusal, in one short line that is safe to show: plain letters, no key.</summary>
internal static class ErrorText
{
    private const int MostBytes = 64 * 1024;
    private const int MostCharacters = 300;
    private const string Redacted = "(key)";

    /// <returns>Empty where it says nothing that can be read.</returns>
    public static async Task<string> ReadAsync(HttpContent content, string? key, CancellationToken cancellationToken)
    {
        try
        {
            await using var stream = await content.ReadAsStreamAsync(cancellationToken);
            var buffer = new byte[MostBytes];
            var length = await stream.ReadAtLeastAsync(buffer, MostBytes, throwOnEndOfStream: false, cancellationToken);
            using var document = JsonDocument.Parse(buffer.AsMemory(0, length));
            return Clean(MessageOf(document.RootElement), key);
        }
        catch (Exception exception) when (exception is JsonException or IOException or HttpRequestException or InvalidOperationException
            || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return "";
        }
    }

    // {"error": {"message": …}}, or {"error": …}, or {"message": …}.
    private static string MessageOf(JsonElement answer)
    {
        var error = Property(answer, "error") ?? answer;
        var message = Property(error, "message") ?? error;
        return message.ValueKind is JsonValueKind.String ? message.GetString()! : "";
    }

    private static JsonElement? Property(JsonElement element, string name) =>
        element.ValueKind is JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : null;

    private static string Clean(string text, string? key)
    {
        var safe = key is null ? text : text.Replace(key, Redacted, StringComparison.Ordinal);
        var plain = new string([.. safe.Select(letter => char.IsControl(letter) || char.GetUnicodeCategory(letter) is System.Globalization.UnicodeCategory.Format ? ' ' : letter)]).Trim();
        return plain.Length <= MostCharacters ? plain : plain[..MostCharacters] + "…";
    }
}
