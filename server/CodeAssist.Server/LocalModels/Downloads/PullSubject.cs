using CodeAssist.Core.Integrity;
using CodeAssist.Core.LocalModels;

namespace CodeAssist.Server.LocalModels.Downloads;

/// <summary>A file of a model that can be downloaded.</summary>
/// <param name="Model">What is known of it.</param>
/// <param name="File">Which of its files.</param>
/// <param name="Name">By which commands will know it.</param>
/// <param name="Target">Where it will lie; of several files the first.</param>
/// <param name="From">Where it comes from, for the list.</param>
internal sealed record PullSubject(OpenModel Model, OpenModelFile File, string Name, string Target, string From)
{
    private const int FolderDigits = 12;
    private const char QuantisationMark = ':';

    /// <summary>Id of its card; null where it has none.</summary>
    public string? Card => string.Equals(Model.Id, ModelAddress.Id, StringComparison.Ordinal) ? null : Model.Id;

    /// <summary>What is to be downloaded: one file, or each of several.</summary>
    public IReadOnlyList<DownloadWish> Wishes
    {
        get
        {
            var number = Model.Files.ToList().IndexOf(File);
            return SplitName.AllOf(Target) is [_, _, ..] parts
                ? [.. parts.Select((part, index) => new DownloadWish(Model.Id, number, part, Bytes: null, Sha256: null) { Part = index + 1 })]
                : [new DownloadWish(Model.Id, number, Target, File.Bytes?.Value, File.Sha256?.Value)];
        }
    }

    /// <param name="wanted">A name of the lists, of a model with several files as <c>NAME:QUANTISATION</c>, else its first; or an address.</param>
    /// <param name="cards">The lists.</param>
    /// <param name="folder">Where downloaded models lie.</param>
    /// <returns>Null where there is no such file.</returns>
    public static PullSubject? Find(string wanted, OpenModelList cards, string folder)
    {
        if (ModelAddress.TryParse(wanted, out var address))
        {
            // Files of the same name from two places are two files.
            var place = Sha256.HexOf(System.Text.Encoding.UTF8.GetBytes(wanted))[..FolderDigits];
            var unknown = address.AddTo(cards).Find(ModelAddress.Id)!;
            return new PullSubject(
                unknown, unknown.Files[0], Path.GetFileNameWithoutExtension(address.FileName), Path.Combine(folder, ModelAddress.Id, place, address.FileName), wanted);
        }

        var (id, quantisation) = wanted.Split(QuantisationMark) is [var first, var second] ? (first, second) : (wanted, null);
        return cards.Find(id) is { } model
            && model.Files.FirstOrDefault(file => quantisation is null || string.Equals(file.Quantisation, quantisation, StringComparison.OrdinalIgnoreCase)) is { } file
            ? new PullSubject(model, file, quantisation is null ? model.Id : $"{model.Id}{QuantisationMark}{file.Quantisation}", Path.Combine(folder, model.Id, file.FileName), $"{file.Hub}:{file.Repository}/{file.Path}")
            : null;
    }
}
