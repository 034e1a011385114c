using System.Text.Json;
using CodeAssist.Core.Spending;
using CodeAssist.Processes.Directories;
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
        var (report, problem) = await UsageReading.ReadAsync(directories, prices, options, time, cancellationToken);
        if (problem is not null)
        {
            errors.WriteLine(problem, report is null ? new Style(Color.Red) : Style.Plain);
        }

        if (report is null)
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
