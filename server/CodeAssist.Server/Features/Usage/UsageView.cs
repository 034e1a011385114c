using CodeAssist.Core.Spending;
using CodeAssist.Processes.Directories;
using CodeAssist.Server.CommandLine.Usage;
using CodeAssist.Server.Features.Dialogs;

namespace CodeAssist.Server.Features.Usage;

/// <summary><c>codeassist.showUsage</c>: the page that <c>codeassist usage --html</c> writes, in the editor.</summary>
/// <param name="directories">Where everything lies.</param>
/// <param name="prices">What models cost; read when it is asked for.</param>
/// <param name="local">Counts of this process that may not be on the disk yet.</param>
/// <param name="pages">Shows it.</param>
/// <param name="time">The clock.</param>
internal sealed class UsageView(AppDirectories directories, Func<PriceList> prices, LocalUse local, EditorPages pages, TimeProvider time)
{
    private static readonly UsageOptions _options = new(Json: false, Html: null, Days: 30, GpuDollarsPerHour: null, AsModel: null);

    /// <returns>A sentence for the user; null for none.</returns>
    public async Task<string?> ShowAsync(CancellationToken cancellationToken)
    {
        local.Flush();
        var (report, problem) = await UsageReading.ReadAsync(directories, prices(), _options, time, cancellationToken);
        var place = report is null ? null : await pages.ShowPageAsync("usage", "CodeAssist: Usage", UsagePage.Of(report), cancellationToken);
        return problem is null ? place : $"{problem} {place}".Trim();
    }
}
