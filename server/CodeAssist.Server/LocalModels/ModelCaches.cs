using CodeAssist.Core.LocalModels;
using CodeAssist.Processes.Directories;

namespace CodeAssist.Server.LocalModels;

/// <summary>Finds the models that other programs keep on this machine. They are used where they lie.</summary>
internal static class ModelCaches
{
    private const int Depth = 6;

    /// <param name="environment">Whose.</param>
    public static IReadOnlyList<FoundFile> Find(UserEnvironment environment)
    {
        if (environment.Home is not { } home)
        {
            return [];
        }

        var cache = Set("XDG_CACHE_HOME") ?? Path.Combine(home, ".cache");
        var found = OllamaRoots().SelectMany(OllamaStore.Find)
            .Concat(Gguf(ModelPlace.LmStudio, Path.Combine(home, ".lmstudio", "models"), Path.Combine(cache, "lm-studio", "models")))
            .Concat(Gguf(ModelPlace.LlamaCpp, Set("LLAMA_CACHE") ?? LlamaCache()))
            .Concat(Gguf(ModelPlace.HuggingFace, Set("HF_HUB_CACHE") ?? Path.Combine(Set("HF_HOME") ?? Path.Combine(cache, "huggingface"), "hub")));

        // The same file may be reached on several ways: snapshots of the hub's cache are links.
        return [.. found.DistinctBy(file => Final(file.Path), StringComparer.Ordinal)];

        string? Set(string variable) => environment.Variable(variable) is { Length: > 0 } value && Path.IsPathFullyQualified(value) ? value : null;

        IEnumerable<string> OllamaRoots() => Set("OLLAMA_MODELS") is { } named ? [named] : [Path.Combine(home, ".ollama", "models"), "/usr/share/ollama/.ollama/models"];

        string LlamaCache() => environment.Layout switch
        {
            DirectoryLayout.Windows => Path.Combine(Set("LOCALAPPDATA") ?? Path.Combine(home, "AppData", "Local"), "llama.cpp"),
            DirectoryLayout.MacOs => Path.Combine(home, "Library", "Caches", "llama.cpp"),
            _ => Path.Combine(cache, "llama.cpp"),
        };
    }

    private static IEnumerable<FoundFile> Gguf(ModelPlace place, params IEnumerable<string> roots) =>
        roots.SelectMany(root => FolderWalk.Files(root, "*.gguf", Depth))
            .Where(path => !Path.GetFileName(path).Contains("mmproj", StringComparison.OrdinalIgnoreCase) && SplitName.Of(path) is null or { Number: 1 })
            .Select(path => new FoundFile(Path.GetFileNameWithoutExtension(path), path, place) { Sha256 = SplitName.Of(path) is null ? BlobDigest(path) : null });

    // The hub's cache calls a large file by its digest and links to it.
    private static string? BlobDigest(string path) => Path.GetFileName(Final(path)) is { Length: 64 } name && name.All(char.IsAsciiHexDigitLower) ? name : null;

    private static string Final(string path)
    {
        try
        {
            return File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return path;
        }
    }
}
