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

    // "Qwen2.5 Coder 1.5B" in a file is Qwen2.5-Coder-1.5B on a card.
    private static string Plain(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToUpperInvariant();
}
