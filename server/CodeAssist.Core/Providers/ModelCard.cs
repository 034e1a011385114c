namespace CodeAssist.Core.Providers;

/// <summary>What is known of a model that answers chats. Null is unknown: it is said, and never taken for the best.</summary>
/// <param name="Provider">Id of who answers: <c>openai</c>.</param>
/// <param name="Model">The provider's name of the model.</param>
/// <param name="Name">For people.</param>
public sealed record ModelCard(string Provider, string Model, string Name)
{
    /// <summary>How settings, decisions and reports name it: <c>openai/…</c>.</summary>
    public string Id => $"{Provider}/{Model}";

    /// <summary>Tokens that request and answer may have together.</summary>
    public Fact<int>? ContextTokens { get; init; }

    /// <summary>Most tokens of an answer.</summary>
    public Fact<int>? OutputTokens { get; init; }

    public Fact<TokenPrice>? Price { get; init; }

    /// <summary>Whether it can call tools.</summary>
    public Fact<bool>? Tools { get; init; }

    /// <summary>Whether its answers can be held to a JSON schema.</summary>
    public Fact<bool>? JsonSchema { get; init; }

    /// <summary>Whether it thinks to itself before it answers, which is paid for.</summary>
    public Fact<bool>? Reasoning { get; init; }

    /// <summary>From when on nobody answers under this name.</summary>
    public Fact<DateOnly>? RetiresOn { get; init; }

    public Openness Openness { get; init; } = Openness.Unknown;

    /// <summary>Name of the licence of its weights.</summary>
    public Fact<string>? Licence { get; init; }

    /// <summary>What the licence does not allow, such as commercial use.</summary>
    public Fact<string>? LicenceLimits { get; init; }

    public DataUse DataUse { get; init; } = DataUse.Unknown;
}
