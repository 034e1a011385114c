using System.Text.Json;
using CodeAssist.Core.LocalModels;
using CodeAssist.Egress.Protocol;
using CodeAssist.Egress.Transport;

namespace CodeAssist.Egress.Downloads;

/// <summary>Reads what a hub answers to a search, in the form of Hugging Face's: a list of places with their tags and files.</summary>
internal static class HubFindings
{
    private const int Most = 40;
    private const int MostFiles = 40;
    private const int LongestText = 200;
    private const string LicenceTag = "license:";

    /// <exception cref="EgressException">It is no such list.</exception>
    public static IReadOnlyList<HubFinding> Read(ReadOnlyMemory<byte> content, ModelHub hub)
    {
        try
        {
            using var document = JsonDocument.Parse(content);
            return
            [
                .. document.RootElement.EnumerateArray().Take(Most).Select(place => Finding(place, hub)).OfType<HubFinding>().Where(finding => finding.Files.Count > 0),
            ];
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new EgressException(HubFailures.NotAsAsked(hub));
        }
    }

    private static HubFinding? Finding(JsonElement place, ModelHub hub)
    {
        if (Text(place, "id") is not { } repository || !IsPlain(repository))
        {
            return null;
        }

        var files = Items(place, "siblings").Select(file => Text(file, "rfilename")).OfType<string>().Where(IsWholeModel).Take(MostFiles);
        return new HubFinding(
            hub.Id,
            repository,
            Items(place, "tags").Select(tag => tag.ValueKind is JsonValueKind.String ? tag.GetString()! : "")
                .FirstOrDefault(tag => tag.StartsWith(LicenceTag, StringComparison.Ordinal) && IsPlain(tag[LicenceTag.Length..]))?[LicenceTag.Length..],
            place.TryGetProperty("downloads", out var downloads) && downloads.ValueKind is JsonValueKind.Number && downloads.TryGetInt64(out var count) ? count : null,
            place.TryGetProperty("gated", out var gated) && gated.ValueKind is not (JsonValueKind.False or JsonValueKind.Null),
            [.. files.Select(file => hub.Origin + PathOf(hub, repository, file))]);
    }

    private static string PathOf(ModelHub hub, string repository, string file) => hub.FilePath.Replace("{repository}", repository, StringComparison.Ordinal)
        .Replace("{revision}", "main", StringComparison.Ordinal).Replace("{path}", file, StringComparison.Ordinal);

    // Of several parts the first is named, and what sees pictures is no model by itself.
    private static bool IsWholeModel(string file) =>
        file.EndsWith(".gguf", StringComparison.OrdinalIgnoreCase) && IsPlain(file)
        && SplitName.Of(file) is null or { Number: 1 } && !file.Contains("mmproj", StringComparison.OrdinalIgnoreCase);

    private static bool IsPlain(string text) =>
        text.Length is > 0 and <= LongestText
        && text.Split('/').All(part => part.Length > 0 && part is not "." and not ".." && part.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.'));

    private static JsonElement.ArrayEnumerator Items(JsonElement element, string name) =>
        element.TryGetProperty(name, out var list) && list.ValueKind is JsonValueKind.Array ? list.EnumerateArray() : default;

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind is JsonValueKind.Object && element.TryGetProperty(name, out var text) && text.ValueKind is JsonValueKind.String ? text.GetString() : null;
}
