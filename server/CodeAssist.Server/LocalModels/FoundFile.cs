namespace CodeAssist.Server.LocalModels;

/// <summary>A model file on this machine.</summary>
/// <param name="Name">By which commands know it.</param>
/// <param name="Path">Absolute path. Of a file that is not ours nothing is copied or changed.</param>
/// <param name="Place">Whose it is.</param>
internal sealed record FoundFile(string Name, string Path, ModelPlace Place)
{
    /// <summary>SHA-256 that its content should have, in small hexadecimal digits; null where nobody says.</summary>
    public string? Sha256 { get; init; }

    /// <summary>Id of its card in the catalogue; null where it was not taken from there.</summary>
    public string? Card { get; init; }
}
