using System.Text.Json;
using CodeAssist.Core.Spending;
using CodeAssist.Models.Ledger;
using CodeAssist.Processes.Directories;
using CodeAssist.Server.Features.Usage;
using Spectre.Console;

namespace CodeAssist.Server.CommandLine.Usage;

/// <summary><c>codeassist usage</c>: what was asked of which model, what it cost, and what became of suggestions. Counted on this machine, sent nowhere.</summary>
/// <param name="output">For people.</param>
/// <param name="errors">For people, when something is wrong.</param>
/// <param name="json">For programs.</param>
/// <param name="directories">Where everything lies.</param>
/// <param name="prices">What models cost.</param>
/// <param name="time">The clock, and where the user is.</param>
internal sealed class UsageCommand(
    IAnsiConsole output, IAnsiConsole errors, TextWriter json, AppDirectories directories, PriceList prices, TimeProvider time)
{
    /// <returns>An <see cref="ExitCode"/>.</returns>
    public async Task<int> RunAsync(UsageOptions options, CancellationToken cancellationToken)
    {
        if (await ReadAsync(options, cancellationToken) is not { } report)
        {
            return ExitCode.Unavailable;
        }

        if (options.Html is { } file)
        {
            return await WriteAsync(file, UsagePage.Of(report), cancellationToken);
        }

        if (options.Json)
        {
            await json.WriteLineAsync(JsonSerializer.Serialize(report, CommandLineJsonContext.Default.UsageReport));
        }
        else if (report.IsEmpty())
        {
            output.WriteLine(UsageSentences.Nothing);
        }
        else
        {
            UsageTables.Write(output, report);
        }

        return ExitCode.Success;
    }

    private async Task<UsageReport?> ReadAsync(UsageOptions options, CancellationToken cancellationToken)
    {
        try
        {
            using var ledger = new AuditLedger(LedgerFiles.In(directories.Data), new LedgerOptions(), time);
            var contents = await ledger.ReadAsync(cancellationToken);
            if (!contents.IsIntact)
            {
                errors.WriteLine("The ledger is not as it was written: sums may be wrong. `codeassist data verify` says where.");
            }

            return UsageReport.Of(
                contents.Entries, UsageFiles.Local.Read(directories.Data), UsageFiles.Kept.Read(directories.Data), prices, options, time.GetLocalNow(), time.LocalTimeZone);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            errors.MarkupLineInterpolated($"[red]The ledger cannot be read: {exception.Message}[/] Correct its permissions; 'codeassist data list' shows where it lies.");
            return null;
        }
    }

    private async Task<int> WriteAsync(string file, string page, CancellationToken cancellationToken)
    {
        try
        {
            await File.WriteAllTextAsync(file, page, cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            errors.MarkupLineInterpolated($"[red]The page cannot be written: {exception.Message}[/] Name a file in a folder that is there.");
            return ExitCode.Usage;
        }

        output.MarkupLineInterpolated($"Written to {file}.");
        return ExitCode.Success;
    }
}
