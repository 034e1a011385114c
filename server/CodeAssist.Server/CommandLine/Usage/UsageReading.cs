using CodeAssist.Core.Spending;
using CodeAssist.Models.Ledger;
using CodeAssist.Processes.Directories;
using CodeAssist.Server.Features.Usage;

namespace CodeAssist.Server.CommandLine.Usage;

/// <summary>Reads what the report is about: the ledger, and the counts of this machine.</summary>
internal static class UsageReading
{
    /// <param name="directories">Where everything lies.</param>
    /// <param name="prices">What models cost.</param>
    /// <param name="options">What is asked for.</param>
    /// <param name="time">The clock, and where the user is.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The report, or null; and what is wrong with it or why there is none, or null.</returns>
    public static async Task<(UsageReport? Report, string? Problem)> ReadAsync(
        AppDirectories directories, PriceList prices, UsageOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            using var ledger = new AuditLedger(LedgerFiles.In(directories.Data), new LedgerOptions(), time);
            var contents = await ledger.ReadAsync(cancellationToken);
            var report = UsageReport.Of(
                contents.Entries, UsageFiles.Local.Read(directories.Data), UsageFiles.Kept.Read(directories.Data), prices, options, time.GetLocalNow(), time.LocalTimeZone);
            return (report, contents.IsIntact ? null : "The ledger is not as it was written: sums may be wrong. `codeassist data verify` says where.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return (null, $"The ledger cannot be read: {exception.Message} Correct its permissions; 'codeassist data list' shows where it lies.");
        }
    }
}
