namespace CodeAssist.Core.Providers;

/// <summary>In what a provider differs from the others of its dialect. Null is unknown: then the dialect's own way is taken.</summary>
public sealed record ProviderQuirks
{
    public static ProviderQuirks Unknown { get; } = new();

    /// <summary>Which field of a request limits the tokens of its answer.</summary>
    public Fact<OutputLimitField>? OutputLimit { get; init; }

    /// <summary>Whether it may be asked to count tokens in a stream (<c>stream_options</c>).</summary>
    public Fact<bool>? StreamUsage { get; init; }

    /// <summary>Whether it keeps answers unless <c>store</c> says that it must not. Others may not know the word.</summary>
    public Fact<bool>? Stores { get; init; }

    /// <summary>Whether models that reason accept a temperature. Where they do not, none is sent to them.</summary>
    public Fact<bool>? ReasoningTakesTemperature { get; init; }

    /// <summary>Whether models that reason can call tools while they do. Where they cannot, a request with tools asks them not to reason.</summary>
    public Fact<bool>? ToolsWhileReasoning { get; init; }
}
