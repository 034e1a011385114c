using System.Globalization;
using CodeAssist.Core.LocalModels;

namespace CodeAssist.Server.LocalModels.Downloads;

/// <summary>Words about a download.</summary>
internal static class PullSentences
{
    /// <summary>What the licence of a model is, and what it allows.</summary>
    public static string Licence(OpenModel model) => model.Licence is { Value: var name }
        ? $"{name}, {Use(model)}.{(model.LicenceText is { Value: var text } ? $" {text}" : "")}"
        : "Its licence is not known here: look at where it comes from.";

    /// <summary>Speed and remaining time, as far as they are known; of one of several files those of this one.</summary>
    public static string Pace(DownloadProgress progress)
    {
        var pace = progress.Remaining is { } left ? string.Create(CultureInfo.InvariantCulture, $"{progress.BytesPerSecond / 1e6:0.0} MB/s, {left:hh\\:mm\\:ss} left") : "";
        return progress.Parts == 1 ? pace : string.Create(CultureInfo.InvariantCulture, $"file {progress.Part} of {progress.Parts}{(pace.Length > 0 ? $": {pace}" : "")}");
    }

    private static string Use(OpenModel model) => model.Commercial?.Value switch
    {
        CommercialUse.Allowed => "may be used at work",
        CommercialUse.Limited => "may be used at work, but not for everything",
        CommercialUse.Forbidden => "not for use at work",
        _ => "whether it may be used at work is not known",
    };
}
