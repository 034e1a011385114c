using System.Text.Json;

namespace CodeAssist.Server.Features.Menu;

/// <summary>The argument of <c>codeassist.menu</c>: what is in front of the user.</summary>
/// <param name="Document">Whether a document is.</param>
/// <param name="Selection">Whether something is selected in it.</param>
internal sealed record MenuWish(bool Document, bool Selection)
{
    /// <summary>Nothing is, where nothing of it is said.</summary>
    public static MenuWish Of(IReadOnlyList<JsonElement>? arguments)
    {
        var wish = arguments is [{ ValueKind: JsonValueKind.Object } given, ..] ? given : default;
        return new MenuWish(Says("document"), Says("selection"));

        bool Says(string name) => wish.ValueKind is JsonValueKind.Object && wish.TryGetProperty(name, out var said) && said.ValueKind is JsonValueKind.True;
    }
}
