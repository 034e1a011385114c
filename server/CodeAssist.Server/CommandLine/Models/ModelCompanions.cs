namespace CodeAssist.Server.CommandLine.Models;

/// <summary>What a model is to be run with.</summary>
/// <param name="Adapter">Path of a LoRA adapter, or <see cref="None"/>; null for as it was.</param>
/// <param name="Draft">Name or path of the model that guesses ahead, or <see cref="None"/>; null for as it was, else one that is found.</param>
internal sealed record ModelCompanions(string? Adapter, string? Draft)
{
    /// <summary>Without one.</summary>
    public const string None = "none";
}
