using CodeAssist.Core.Completion.Fim;
using CodeAssist.Core.LocalModels;
using CodeAssist.Core.LocalModels.Fit;
using CodeAssist.ModelHost.Protocol;

namespace CodeAssist.Server.LocalModels;

/// <summary>A model file with everything that is known of it.</summary>
/// <param name="Found">The file.</param>
/// <param name="Header">What the host read in it; null where it is no usable model.</param>
/// <param name="Failure">Why it is none.</param>
/// <param name="Card">What the catalogue says of it; null for nothing.</param>
/// <param name="Plan">How it would run here; null where that is not known.</param>
/// <param name="Speed">What was measured of it here, or null.</param>
internal sealed record LocalModelFile(FoundFile Found, ModelFileDescription? Header, HostFailure? Failure, OpenModel? Card, FitPlan? Plan, MeasuredSpeed? Speed)
{
    /// <summary>Its family, by its tokens; null where the file names a layout of its own.</summary>
    public FimFamily? Family => Header is null or { PromptLayout: not null }
        ? null
        : FimFamilies.Of(
            Header.Name,
            Header.FimTexts.GetValueOrDefault(SpecialToken.FimPrefix),
            Header.FimTexts.GetValueOrDefault(SpecialToken.FimSuffix),
            Header.FimTexts.GetValueOrDefault(SpecialToken.FimMiddle));

    /// <summary>What it can be used for, by what is in the file.</summary>
    public IReadOnlyList<ModelRole> Roles =>
    [
        .. Header is not null && (Header.PromptLayout is not null || Family is { Refusal: null }) ? [ModelRole.Completion] : Array.Empty<ModelRole>(),
        .. Header?.ChatTemplate is not null ? [ModelRole.Chat] : Array.Empty<ModelRole>(),
    ];

    /// <summary>Its licence: as the catalogue has it, else as the file says it of itself.</summary>
    public string? Licence => Card?.Licence?.Value ?? Header?.Licence;

    /// <summary>SHA-256 that it should have: of the catalogue where it has this very file, else as it was when it came.</summary>
    public string? ExpectedSha256 =>
        Card?.Files.FirstOrDefault(file => string.Equals(file.FileName, Path.GetFileName(Found.Path), StringComparison.OrdinalIgnoreCase) && Found.Place is ModelPlace.Downloaded)?.Sha256?.Value
            ?? Found.Sha256;
}
