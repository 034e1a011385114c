using System.Globalization;
using System.Text.Json;
using CodeAssist.Models.Ledger;
using CodeAssist.Processes.Directories;
using Spectre.Console;

namespace CodeAssist.Server.CommandLine.Stored;

/// <summary><c>codeassist data</c>: what is kept about the user's work, where, for how long, and how to be rid of it.</summary>
/// <param name="output">For people.</param>
/// <param name="errors">For people, when something is wrong.</param>
/// <param name="lines">For programs.</param>
/// <param name="directories">Where everything lies.</param>
/// <param name="time">The clock of the ledger.</param>
internal sealed class DataCommand(IAnsiConsole output, IAnsiConsole errors, TextWriter lines, AppDirectories directories, TimeProvider time)
{
    /// <returns>An <see cref="ExitCode"/>.</returns>
    public async Task<int> ListAsync(bool asJson)
    {
        var rows = StoredClasses.In(directories)
            .Select(stored => new StoredRow(stored.Name, stored.Content, stored.Kept, stored.Limit, stored.Removal, stored.Files, stored.Bytes())).ToArray();
        if (asJson)
        {
            await lines.WriteLineAsync(JsonSerializer.Serialize(rows, CommandLineJsonContext.Default.StoredRowArray));
            return ExitCode.Success;
        }

        var table = new Table { Border = TableBorder.Simple };
        table.AddColumns("Class", "What", "Kept", "At most", "Now", "Delete");
        foreach (var row in rows)
        {
            table.AddRow([.. new[] { row.Name, row.Content, row.Kept, row.Limit, row.Files.Count == 0 ? "-" : Size(row.Bytes), row.Removal }.Select(Markup.Escape)]);
        }

        output.Write(table);
        foreach (var row in rows.Where(row => row.Files.Count > 0))
        {
            output.MarkupLineInterpolated($"[grey]{row.Name,-8}[/]{string.Join(", ", row.Files)}");
        }

        return ExitCode.Success;
    }

    /// <summary>Prints the ledger, one JSON object a line, the oldest first.</summary>
    /// <returns>An <see cref="ExitCode"/>.</returns>
    public async Task<int> ExportAsync(CancellationToken cancellationToken)
    {
        if (await ReadAsync(cancellationToken) is not { } contents)
        {
            return ExitCode.Unavailable;
        }

        foreach (var entry in contents.Entries)
        {
            await lines.WriteLineAsync(entry.ToJson());
        }

        return Judge(contents);
    }

    /// <summary>Verifies the ledger's chain.</summary>
    /// <returns>An <see cref="ExitCode"/>.</returns>
    public async Task<int> VerifyAsync(bool asJson, CancellationToken cancellationToken)
    {
        if (await ReadAsync(cancellationToken) is not { } contents)
        {
            return ExitCode.Unavailable;
        }

        if (asJson)
        {
            await lines.WriteLineAsync(JsonSerializer.Serialize(LedgerReport.Of(contents), CommandLineJsonContext.Default.LedgerReport));
            return contents.IsIntact ? ExitCode.Success : ExitCode.LedgerChanged;
        }

        if (contents.IsIntact)
        {
            output.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"The ledger is as it was written: {contents.Entries.Count} entries in {Size(contents.Bytes)}.");
        }

        return Judge(contents);
    }

    /// <param name="names">Classes; none means all that can be purged.</param>
    /// <param name="isConfirmed">Whether the user has said so; otherwise it is only shown what would be removed.</param>
    /// <param name="cancellationToken">Ends the work between two classes.</param>
    /// <returns>An <see cref="ExitCode"/>.</returns>
    public async Task<int> PurgeAsync(IReadOnlyList<string> names, bool isConfirmed, CancellationToken cancellationToken)
    {
        var all = StoredClasses.In(directories);
        var unknown = names.FirstOrDefault(name => !all.Any(stored => stored.CanBePurged && string.Equals(stored.Name, name, StringComparison.Ordinal)));
        if (unknown is not null)
        {
            errors.MarkupLineInterpolated($"[red]'{unknown}' is nothing that can be purged.[/] Name {string.Join(", ", all.Where(stored => stored.CanBePurged).Select(stored => stored.Name))}.");
            return ExitCode.Usage;
        }

        var chosen = all.Where(stored => stored.CanBePurged && (names.Count == 0 || names.Contains(stored.Name, StringComparer.Ordinal))).ToList();
        if (!isConfirmed)
        {
            foreach (var stored in chosen)
            {
                output.MarkupLineInterpolated($"{stored.Name}: {Size(stored.Bytes())} in {string.Join(", ", stored.Files)}");
            }

            errors.WriteLine("Nothing was removed. Add --yes to remove this for good.");
            return ExitCode.Usage;
        }

        var failures = 0;
        foreach (var stored in chosen)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var bytes = stored.Bytes();
            if (await RemoveAsync(stored, cancellationToken) is { } problem)
            {
                failures++;
                errors.MarkupLineInterpolated($"[red]{stored.Name} could not be removed: {problem}[/] End what uses it, then try again.");
            }
            else
            {
                output.MarkupLineInterpolated($"{stored.Name}: {Size(bytes)} removed.");
            }
        }

        return failures == 0 ? ExitCode.Success : ExitCode.Unavailable;
    }

    private async Task<string?> RemoveAsync(StoredClass stored, CancellationToken cancellationToken)
    {
        if (string.Equals(stored.Name, StoredClasses.Ledger, StringComparison.Ordinal))
        {
            // The numbers go on, so that an auditor sees that something was removed.
            using var ledger = Ledger();
            return stored.Bytes() > 0 && await ledger.PurgeAsync(cancellationToken) is LedgerReceipt.Lost lost ? lost.Failure.Message : null;
        }

        try
        {
            foreach (var path in stored.Files)
            {
                Remove(path);
            }

            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return exception.Message;
        }
    }

    private static void Remove(string path)
    {
        if (Directory.Exists(path))
        {
            // The folder itself stays, with its rights.
            Directory.EnumerateDirectories(path).ToList().ForEach(folder => Directory.Delete(folder, recursive: true));
            Directory.EnumerateFiles(path).ToList().ForEach(File.Delete);
            return;
        }

        File.Delete(path);
    }

    private int Judge(LedgerContents contents)
    {
        foreach (var problem in contents.Problems)
        {
            errors.WriteLine(problem.Sentence);
        }

        if (contents.IsIntact)
        {
            return ExitCode.Success;
        }

        errors.WriteLine("The ledger is not as it was written. Keep a copy of its files; what is shown of it may not be all.");
        return ExitCode.LedgerChanged;
    }

    private async Task<LedgerContents?> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var ledger = Ledger();
            return await ledger.ReadAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            errors.MarkupLineInterpolated($"[red]The ledger cannot be read: {exception.Message}[/] Correct its permissions; 'codeassist data list' shows where it lies.");
            return null;
        }
    }

    private AuditLedger Ledger() => new(LedgerFiles.In(directories.Data), new LedgerOptions(), time);

    private static string Size(long bytes) => bytes switch
    {
        < 1024 => string.Create(CultureInfo.InvariantCulture, $"{bytes} bytes"),
        < 1024 * 1024 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0:0.#} KiB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0 / 1024.0:0.#} MiB"),
    };
}
