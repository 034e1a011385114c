using CodeAssist.Core.LocalModels;
using CodeAssist.Core.LocalModels.Fit;

namespace CodeAssist.Server.LocalModels;

/// <summary>A model of the catalogue.</summary>
/// <param name="Id">By which commands know it.</param>
/// <param name="Roles">What it is for.</param>
/// <param name="Quantisation">How the numbers of its file are stored; null where no file is known.</param>
/// <param name="Bytes">Size of the file, or about that; null where it is not known.</param>
/// <param name="Licence">Name of its licence.</param>
/// <param name="Commercial">What the licence says about using it at work.</param>
/// <param name="Fit">How it would run here.</param>
/// <param name="IsHere">Whether a file of it was found.</param>
/// <param name="Recommended">For which jobs it is the best that suits this machine.</param>
internal sealed record OfferedModel(
    string Id,
    IReadOnlyList<ModelRole> Roles,
    string? Quantisation,
    long? Bytes,
    string? Licence,
    CommercialUse? Commercial,
    FitPlan? Fit,
    bool IsHere,
    IReadOnlyList<ModelRole> Recommended)
{
    /// <summary>Its files, the first being what is said above; each is pulled as <c>ID:QUANTISATION</c>.</summary>
    public IReadOnlyList<OfferedFile> Files { get; init; } = [];
}
