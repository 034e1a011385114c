namespace CodeAssist.Core.Providers;

/// <summary>The language that a provider's address speaks.</summary>
public enum ProviderDialect
{
    /// <summary>OpenAI's chat completions; most engines and many providers understand them.</summary>
    OpenAi,

    /// <summary>Anthropic's messages.</summary>
    Anthropic,
}
