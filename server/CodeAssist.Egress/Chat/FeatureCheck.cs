using CodeAssist.Core.Providers;
using CodeAssist.Egress.Protocol;

namespace CodeAssist.Egress.Chat;

/// <summary>Refuses what a model is not known to do, before anything is sent: a provider would answer it with an error, or do something else.</summary>
internal static class FeatureCheck
{
    /// <param name="parameters">What is asked for.</param>
    /// <param name="provider">Who is asked.</param>
    /// <param name="card">What is known of the model; null for nothing.</param>
    /// <returns>Null when all of it is known to be there.</returns>
    public static EgressFailure? Missing(ChatParams parameters, Provider provider, ModelCard? card)
    {
        var reasons = parameters.Effort is not (null or ChatEffort.None);
        return parameters.Tools is { Count: > 0 } && card?.Tools is not { Value: true } ? Unknown(parameters, card?.Tools, "call tools", "tools")
            : parameters.Schema is not null && card?.JsonSchema is not { Value: true } ? Unknown(parameters, card?.JsonSchema, "hold its answers to a JSON schema", "jsonSchema")
            : reasons && card?.Reasoning is not { Value: true } ? Unknown(parameters, card?.Reasoning, "reason", "reasoning")
            : reasons && parameters.Tools is { Count: > 0 } && provider.Quirks.ToolsWhileReasoning is { Value: false } ? new EgressFailure(
                EgressFailureKind.FeatureUnknown, $"{Name(parameters)} cannot call tools while it reasons; nothing was sent.", "Ask without an effort, or without tools.")
            : null;
    }

    private static EgressFailure Unknown(ChatParams parameters, Fact<bool>? known, string what, string key) => known is null
        ? new(
            EgressFailureKind.FeatureUnknown,
            $"It is not known whether {Name(parameters)} can {what}; nothing was sent.",
            $$"""Choose another model, or say in your providers.json that it can: "{{key}}": {"value": true}.""")
        : new(EgressFailureKind.FeatureUnknown, $"{Name(parameters)} cannot {what}; nothing was sent.", "Choose another model.");

    private static string Name(ChatParams parameters) => $"{parameters.Provider}/{parameters.Model}";
}
