using CodeAssist.Core.Policy;

namespace CodeAssist.Core.Providers;

/// <summary>Everybody who may be asked over the network: two closed APIs, and what the user named.</summary>
public static class ProviderTable
{
    /// <summary>Id of the endpoint that the user named elsewhere.</summary>
    public const string PrivateId = "private";

    /// <summary>Id of the model server that the user named on this machine.</summary>
    public const string LoopbackId = "loopback";

    private const string PrivateKeyVariable = "CODEASSIST_PRIVATE_KEY";
    private const string LoopbackKeyVariable = "CODEASSIST_LOOPBACK_KEY";

    /// <summary>The closed APIs: always known, never asked without a key.</summary>
    public static IReadOnlyList<Provider> Closed { get; } =
    [
        new(
            "openai", "OpenAI", ProviderDialect.OpenAi, ProviderPlace.Internet, new Origin("https", "api.openai.com", 443), "/v1",
            KeyHeader.Bearer, "OPENAI_API_KEY", KeyNeed.Required),
        new(
            "anthropic", "Anthropic", ProviderDialect.Anthropic, ProviderPlace.Internet, new Origin("https", "api.anthropic.com", 443), "",
            new KeyHeader("x-api-key", ""), "ANTHROPIC_API_KEY", KeyNeed.Required),
    ];

    /// <summary>Every environment variable that may hold a key.</summary>
    public static IReadOnlyList<string> KeyVariables { get; } =
        [.. Closed.Select(provider => provider.KeyVariable), PrivateKeyVariable, LoopbackKeyVariable];

    /// <summary>Who may be asked: all, or only who answers on this machine. An endpoint that cannot be read is left out.</summary>
    public static IReadOnlyList<Provider> For(NamedEndpoints endpoints, EgressReach reach)
    {
        List<Provider> providers = [];
        if (reach is EgressReach.Everywhere)
        {
            providers.AddRange(Closed);
            if (EndpointText.TryParsePrivate(endpoints.Private, out var origin, out var basePath))
            {
                providers.Add(new Provider(
                    PrivateId, $"the private endpoint {origin}", ProviderDialect.OpenAi, ProviderPlace.PrivateEndpoint, origin, basePath,
                    KeyHeader.Bearer, PrivateKeyVariable, KeyNeed.Optional));
            }
        }

        if (EndpointText.TryParseLoopback(endpoints.Loopback, out var loopback))
        {
            // All servers of this kind (Ollama, LM Studio, llama-server, vLLM) answer OpenAI's requests below this path.
            providers.Add(new Provider(
                LoopbackId, $"the model server on {loopback}", ProviderDialect.OpenAi, ProviderPlace.Loopback, loopback, "/v1",
                KeyHeader.Bearer, LoopbackKeyVariable, KeyNeed.Optional));
        }

        return providers;
    }
}
