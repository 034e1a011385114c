using CodeAssist.Core.LocalModels;
using CodeAssist.Core.LocalModels.Fit;
using CodeAssist.Server.LocalModels;

namespace CodeAssist.Server.CommandLine.Models;

/// <summary>A model file on this machine, as <c>models list --json</c> says it. Null is unknown.</summary>
/// <param name="Name">By which commands know it.</param>
/// <param name="Path">Where it lies.</param>
/// <param name="Place">Whose it is.</param>
/// <param name="UsedFor">Which jobs the settings give it.</param>
/// <param name="Roles">What it can do.</param>
/// <param name="Card">Id of its card in the catalogue.</param>
/// <param name="Family">By whose order it fills in.</param>
/// <param name="Architecture">llama.cpp's name of its kind.</param>
/// <param name="Quantisation">How its numbers are stored.</param>
/// <param name="Bytes">Size of the file.</param>
/// <param name="Parameters">Number of its weights.</param>
/// <param name="ContextTokens">Tokens that it was trained to read.</param>
/// <param name="ChatTemplate">Which known chat template it carries.</param>
/// <param name="Licence">Name of its licence.</param>
/// <param name="Commercial">What the licence says about using it at work.</param>
/// <param name="Fit">How it would run here.</param>
/// <param name="Speed">What was measured of it here.</param>
/// <param name="Problem">Why it cannot be used.</param>
/// <param name="Adapter">Path of the LoRA adapter with which it runs.</param>
internal sealed record ModelRow(
    string Name,
    string Path,
    ModelPlace Place,
    IReadOnlyList<ModelRole> UsedFor,
    IReadOnlyList<ModelRole> Roles,
    string? Card,
    string? Family,
    string? Architecture,
    string? Quantisation,
    long? Bytes,
    long? Parameters,
    int? ContextTokens,
    string? ChatTemplate,
    string? Licence,
    CommercialUse? Commercial,
    FitPlan? Fit,
    MeasuredSpeed? Speed,
    string? Problem,
    string? Adapter)
{
    public static ModelRow Of(LocalModelFile file, IReadOnlyList<ModelRole> usedFor, string? adapter) => new(
        file.Found.Name,
        file.Found.Path,
        file.Found.Place,
        usedFor,
        file.Roles,
        file.Card?.Id,
        file.Family?.Name,
        file.Header?.Architecture,
        file.Header?.Quantisation,
        file.Header?.FileBytes,
        file.Header?.Parameters,
        file.Header?.ContextTokens,
        file.Header?.ChatTemplate,
        file.Licence,
        file.Card?.Commercial?.Value,
        file.Plan,
        file.Speed,
        file.Failure?.Message,
        adapter);
}
