using System.Text.Json;
using CodeAssist.Core.Policy;

namespace CodeAssist.Server.Session;

/// <summary>What an editor may say of itself in <c>initializationOptions</c>; an editor that says nothing is fine.</summary>
/// <param name="Trust"><c>workspaceTrust</c>: <c>trusted</c> or <c>untrusted</c>. Anything else counts as not said.</param>
internal sealed record EditorOptions(WorkspaceTrust Trust)
{
    public static EditorOptions Of(JsonElement? options)
    {
        var trust = options is { ValueKind: JsonValueKind.Object } all && all.TryGetProperty("workspaceTrust", out var said) && said.ValueKind is JsonValueKind.String
            ? said.GetString()
            : null;

        return new EditorOptions(trust switch
        {
            "trusted" => WorkspaceTrust.Trusted,
            "untrusted" => WorkspaceTrust.Untrusted,
            _ => WorkspaceTrust.Unknown,
        });
    }
}
