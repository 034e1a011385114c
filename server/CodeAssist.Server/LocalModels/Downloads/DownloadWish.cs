namespace CodeAssist.Server.LocalModels.Downloads;

/// <summary>What is to be downloaded, and what is known of it before.</summary>
/// <param name="Model">Id of the model.</param>
/// <param name="File">Number of its file, from 0.</param>
/// <param name="Target">Where it will lie.</param>
/// <param name="Bytes">Its size, or null.</param>
/// <param name="Sha256">Its digest, or null: then the hub's word counts, and where it says none, what comes.</param>
internal sealed record DownloadWish(string Model, int File, string Target, long? Bytes, string? Sha256)
{
    /// <summary>Which of its parts, from 1, where the model lies in several files.</summary>
    public int Part { get; init; } = 1;

    /// <summary>Where it lies while it comes.</summary>
    public string PartialFile => Target + ".partial";

    /// <summary>Says what of that is there.</summary>
    public string NoteFile => Target + ".partial.json";
}
