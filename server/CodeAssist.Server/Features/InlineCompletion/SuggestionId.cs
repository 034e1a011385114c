using System.Text.Json;
using CodeAssist.Lsp.Protocol;

namespace CodeAssist.Server.Features.InlineCompletion;

/// <summary>Which suggestion an item of an editor was: its command carries the id.</summary>
internal static class SuggestionId
{
    /// <summary>The id; empty where the item is none of ours.</summary>
    public static string Of(InlineCompletionItem item) => Of(item.Command?.Arguments);

    /// <inheritdoc cref="Of(InlineCompletionItem)"/>
    public static string Of(IReadOnlyList<JsonElement>? arguments) =>
        arguments is [{ ValueKind: JsonValueKind.String } id, ..] ? id.GetString()! : "";
}
