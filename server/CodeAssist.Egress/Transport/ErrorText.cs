using System.Text.Json;

namespace CodeAssist.Egress.Transport;

/// <summary>Reads what a provider says about a refusal: a short line that is safe to show, with plain letters and no key, and its code.</summary>
internal static class ErrorText
{
    private const int MostBytes = 64 * 1024;
    private const int MostCharacters = 300;
    private const int MostCodeCharacters = 64;
    private const string Redacted = "(key)";

    /// <summary>Reads the body of an answer that is no success.</summary>
    public static async Task<ProviderError> ReadAsync(HttpContent content, string? key, CancellationToken cancellationToken)
    {
        try
        {
            await using var stream = await content.ReadAsStreamAsync(cancellationToken);
            var buffer = new byte[MostBytes];
            var length = await stream.ReadAtLeastAsync(buffer, MostBytes, throwOnEndOfStream: false, cancellationToken);
            return Read(buffer.AsMemory(0, length), key);
        }
        catch (Exception exception) when (exception is JsonException or IOException or HttpRequestException or InvalidOperationException
            || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return ProviderError.Silent;
        }
    }

    /// <summary>Reads an error that came in the middle of an answer.</summary>
    public static ProviderError Read(ReadOnlyMemory<byte> json, string? key)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var answer = document.RootElement.ValueKind is JsonValueKind.Array && document.RootElement.GetArrayLength() > 0 ? document.RootElement[0] : document.RootElement;

            // {"error": {"message": …, "code": …, "type": …}}, or {"error": …}, or {"message": …}.
            var error = Property(answer, "error") ?? answer;
            return new ProviderError(Clean(TextOf(Property(error, "message") ?? error), key), $"{Code(Property(error, "code"))} {Code(Property(error, "type"))}".Trim());
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return ProviderError.Silent;
        }
    }

    // What is no code in small letters may be anything.
    private static string Code(JsonElement? value) =>
        TextOf(value) is { Length: < MostCodeCharacters } text && text.All(letter => char.IsAsciiLetter(letter) || letter is '_') ? text.ToLowerInvariant() : "";

    private static string TextOf(JsonElement? value) => value is { ValueKind: JsonValueKind.String } text ? text.GetString()! : "";

    private static JsonElement? Property(JsonElement element, string name) =>
        element.ValueKind is JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : null;

    private static string Clean(string text, string? key)
    {
        var safe = key is null ? text : text.Replace(key, Redacted, StringComparison.Ordinal);
        var plain = new string([.. safe.Select(letter => char.IsControl(letter) || char.GetUnicodeCategory(letter) is System.Globalization.UnicodeCategory.Format ? ' ' : letter)]).Trim();
        return plain.Length <= MostCharacters ? plain : plain[..MostCharacters] + "…";
    }
}
