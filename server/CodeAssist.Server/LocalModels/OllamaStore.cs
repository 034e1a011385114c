using System.Text.Json;

namespace CodeAssist.Server.LocalModels;

/// <summary>The models that Ollama keeps: a manifest names the file of the weights by its digest.</summary>
internal static class OllamaStore
{
    private const string WeightsType = "application/vnd.ollama.image.model";
    private const string DigestPrefix = "sha256:";
    private const int DigestDigits = 64;
    private const int LargestManifest = 64 * 1024;

    /// <param name="root">Its folder of models.</param>
    public static IEnumerable<FoundFile> Find(string root)
    {
        var manifests = Path.Combine(root, "manifests");
        foreach (var manifest in FolderWalk.Files(manifests, "*", depth: 5))
        {
            if (DigestIn(manifest) is { } digest && Path.Combine(root, "blobs", "sha256-" + digest) is var blob && File.Exists(blob))
            {
                // manifests/HOST/OWNER/MODEL/TAG: the last two are how people call it.
                var name = $"{Path.GetFileName(Path.GetDirectoryName(manifest))}:{Path.GetFileName(manifest)}";
                yield return new FoundFile(name, blob, ModelPlace.Ollama) { Sha256 = digest };
            }
        }
    }

    // A digest becomes part of a path: nothing but 64 digits is one.
    private static string? DigestIn(string manifest)
    {
        try
        {
            if (new FileInfo(manifest).Length > LargestManifest)
            {
                return null;
            }

            using var document = JsonDocument.Parse(File.ReadAllBytes(manifest));
            var layers = document.RootElement.GetProperty("layers").EnumerateArray();
            var digest = layers.FirstOrDefault(layer => layer.GetProperty("mediaType").ValueEquals(WeightsType)) is { ValueKind: JsonValueKind.Object } weights
                ? weights.GetProperty("digest").GetString()
                : null;
            return digest is not null && digest.StartsWith(DigestPrefix, StringComparison.Ordinal) && digest[DigestPrefix.Length..] is { Length: DigestDigits } digits
                && digits.All(char.IsAsciiHexDigitLower)
                ? digits
                : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            // Not a manifest, or not one that is understood: it names no model.
            return null;
        }
    }
}
