using System.Text.Json;
using Anthropic.Exceptions;
using CodeAssist.Egress.Transport;

namespace CodeAssist.Egress.Chat;

/// <summary>Reads the <c>error</c> event that Anthropic sends in the middle of an answer.</summary>
internal static class AnthropicErrors
{
    /// <returns>Silent where the event says nothing that can be read.</returns>
    public static ProviderError Read(AnthropicSseException exception) =>
        exception.Body.ValueKind is JsonValueKind.Undefined ? ProviderError.Silent : ErrorText.Read(System.Text.Encoding.UTF8.GetBytes(exception.Body.GetRawText()), key: null);
}
