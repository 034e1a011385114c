using CodeAssist.Core.Providers;

namespace CodeAssist.Core.LocalModels;

/// <summary>Models that can run on this machine, and where their files are: what we ship, and what the user added.</summary>
public sealed record OpenModelList(IReadOnlyList<ModelHub> Hubs, IReadOnlyList<OpenModel> Models)
{
    /// <returns>Null when there is no such hub.</returns>
    public ModelHub? FindHub(string id) => Hubs.FirstOrDefault(hub => string.Equals(hub.Id, id, StringComparison.Ordinal));

    /// <returns>Null when nobody is called so.</returns>
    public OpenModel? Find(string id) => Models.FirstOrDefault(model => string.Equals(model.Id, id, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whose file this is, by its name as hubs and caches keep it.</summary>
    /// <returns>Null when no card lists such a file.</returns>
    public OpenModel? FindByFile(string fileName) =>
        Models.FirstOrDefault(model => model.Files.Any(file => string.Equals(file.FileName, fileName, StringComparison.OrdinalIgnoreCase)));

    /// <summary>Whose file this is, by the name that the file itself carries.</summary>
    /// <returns>Null when no card has this name.</returns>
    public OpenModel? FindByName(string name)
    {
        var wanted = Plain(name);
        return Models.FirstOrDefault(model => string.Equals(Plain(model.Name), wanted, StringComparison.Ordinal));
    }

    /// <summary>Models in whose id, name, architecture or licence all words are found.</summary>
    public IEnumerable<OpenModel> Matching(string words)
    {
        var wanted = words.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return Models.Where(model => wanted.All(word => $"{model.Id} {model.Name} {model.Architecture?.Value} {model.Licence?.Value}".Contains(word, StringComparison.OrdinalIgnoreCase)));
    }

    /// <summary>The same list with a mirror in the place of its hubs: it is asked for the same paths, and may send us on to itself and to where the hubs keep files.</summary>
    /// <param name="origin">Of the mirror.</param>
    /// <param name="basePath">Comes before the paths of the hubs; empty for nothing.</param>
    public OpenModelList Behind(Origin origin, string basePath) => this with
    {
        Hubs =
        [
            .. Hubs.Select(hub => hub with
            {
                Name = $"the mirror {origin}",
                Origin = origin,
                FilePath = basePath + hub.FilePath,
                SearchPath = hub.SearchPath is null ? null : basePath + hub.SearchPath,
                RedirectDomains = hub.RedirectDomains with { Value = [origin.Host, .. hub.RedirectDomains.Value] },
                IsNamedByUser = true,
            }),
        ],
    };

    // "Qwen2.5 Coder 1.5B" in a file is Qwen2.5-Coder-1.5B on a card.
    private static string Plain(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToUpperInvariant();
}
