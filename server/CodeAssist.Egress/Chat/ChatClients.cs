using Anthropic;
using CodeAssist.Core.Providers;
using Microsoft.Extensions.AI;

namespace CodeAssist.Egress.Chat;

/// <summary>Makes the chat client of a provider's dialect, over our own transport and with nothing of its own: no key, no retries, no log.</summary>
internal static class ChatClients
{
    // SDKs insist on a key. The transport drops whatever they make of this and writes the true one.
    private const string NoKey = "none";

    // Anthropic wants a limit in every request.
    private const int AnthropicOutputTokens = 8_192;

    /// <param name="provider">Who is asked.</param>
    /// <param name="model">The provider's name of the model.</param>
    /// <param name="card">What is known of the model; null for nothing.</param>
    /// <param name="transport">The only way out; stays the caller's to dispose.</param>
    public static IChatClient Create(Provider provider, string model, ModelCard? card, HttpClient transport) =>
        provider.Dialect switch
        {
            ProviderDialect.OpenAi => new OpenAiChatClient(provider, model, new OpenAiRequest(provider, card), NoKey, transport),
            ProviderDialect.Anthropic => new AnthropicToolCalls(new AnthropicClient
            {
                HttpClient = transport,
                BaseUrl = provider.Origin + provider.BasePath,
                ApiKey = NoKey,
                AuthToken = null,
                MaxRetries = 0,
                Timeout = Timeout.InfiniteTimeSpan,
            }.AsIChatClient(model, AnthropicOutputTokens)),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
}
