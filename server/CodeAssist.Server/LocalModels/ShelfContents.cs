namespace CodeAssist.Server.LocalModels;

/// <summary>What stands in the list of models.</summary>
/// <param name="Version">Of this form.</param>
/// <param name="Models">All of them.</param>
/// <param name="Speeds">Measured speeds, by path.</param>
internal sealed record ShelfContents(int Version, IReadOnlyList<ShelfEntry> Models, IReadOnlyDictionary<string, MeasuredSpeed> Speeds)
{
    /// <summary>The LoRA adapter with which a model is run, by the model's path. Lists of before have none.</summary>
    public IReadOnlyDictionary<string, ShelfEntry> Adapters { get; init; } = new Dictionary<string, ShelfEntry>(StringComparer.Ordinal);

    /// <summary>Path of the small model that guesses ahead for a model, by that model's path; empty for none on the user's word. Lists of before have none.</summary>
    public IReadOnlyDictionary<string, string> Drafts { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}
