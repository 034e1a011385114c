using CodeAssist.Core.Policy;

namespace CodeAssist.Core.Providers;

/// <summary>Everybody who may be asked over the network: those of the catalogue, and what the user named by a setting.</summary>
public static class ProviderTable
{
    /// <summary>Id of the endpoint that the user named elsewhere.</summary>
    public const string PrivateId = "private";

    /// <summary>Id of the model server that the user named on this machine.</summary>
    public const string LoopbackId = "loopback";

    private const string PrivateKeyVariable = "CODEASSIST_PRIVATE_KEY";
    private const string LoopbackKeyVariable = "CODEASSIST_LOOPBACK_KEY";

    /// <summary>Every environment variable that may hold a key of somebody whom we know; those of the user's own providers come to these.</summary>
    /// <remarks>
    /// Written out, because the broker is started with them before anything else is read; a test compares them with the catalogue.
    /// </remarks>
    public static IReadOnlyList<string> KeyVariables { get; } =
    [
        "OPENAI_API_KEY", "ANTHROPIC_API_KEY", "GEMINI_API_KEY", "XAI_API_KEY", "DEEPSEEK_API_KEY", "MISTRAL_API_KEY", "COHERE_API_KEY", "OPENROUTER_API_KEY",
        PrivateKeyVariable, LoopbackKeyVariable,
    ];

    /// <summary>Who may be asked: all, or only who answers on this machine. An endpoint that cannot be read is left out.</summary>
    public static IReadOnlyList<Provider> For(ModelCatalogue catalogue, NamedEndpoints endpoints, EgressReach reach)
    {
        List<Provider> providers = [];
        if (reach is EgressReach.ModelsOnly)
        {
            return providers;
        }

        if (reach is EgressReach.Everywhere)
        {
            providers.AddRange(catalogue.Providers);
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
