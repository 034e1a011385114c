using System.Globalization;
using System.Text.Json;
using CodeAssist.Processes.Directories;
using CodeAssist.Server.Features.Usage;
using Spectre.Console;

namespace CodeAssist.Server.CommandLine;

/// <summary><c>codeassist usage</c>: what became of the suggestions that were taken. Counted on this machine, sent nowhere.</summary>
internal sealed class UsageCommand(IAnsiConsole output, IAnsiConsole errors, TextWriter json)
{
    /// <returns>An <see cref="ExitCode"/>.</returns>
    public async Task<int> RunAsync(bool asJson)
    {
        if (!AppDirectories.TryFind(out var directories, out var failure))
        {
            errors.MarkupLineInterpolated($"[red]{failure.Message}[/] {failure.NextStep}");
            return ExitCode.Unavailable;
        }

        var rows = Rows(UsageFile.Read(directories.Data), TimeZoneInfo.Local);
        if (asJson)
        {
            await json.WriteLineAsync(JsonSerializer.Serialize(rows, CommandLineJsonContext.Default.UsageRowArray));
            return ExitCode.Success;
        }

        if (rows.Length == 0)
        {
            output.WriteLine("No suggestion has been taken yet, or none has been followed for 15 seconds.");
            return ExitCode.Success;
        }

        output.Write(Table(rows));
        output.WriteLine("Characters count without white space. Counted on this machine; nothing is sent.");

        return ExitCode.Success;
    }

    /// <summary>One row for each day and language, the newest day first.</summary>
    public static UsageRow[] Rows(IReadOnlyList<UsageEntry> entries, TimeZoneInfo zone) =>
    [
        .. entries
            .GroupBy(entry => (Day: TimeZoneInfo.ConvertTime(entry.At, zone).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), entry.Language))
            .OrderByDescending(group => group.Key.Day, StringComparer.Ordinal)
            .ThenBy(group => group.Key.Language, StringComparer.Ordinal)
            .Select(group => new UsageRow(group.Key.Day, group.Key.Language, group.Count(), group.Sum(entry => entry.Characters), Shares([.. group]))),
    ];

    private static SortedDictionary<int, double> Shares(IReadOnlyList<UsageEntry> entries)
    {
        var shares = new SortedDictionary<int, double>();
        foreach (var mark in KeptCharacters.Marks)
        {
            var followed = entries.Where(entry => entry.Kept.ContainsKey(mark)).ToList();
            var characters = followed.Sum(entry => entry.Characters);
            if (characters > 0)
            {
                shares[mark] = Math.Round((double)followed.Sum(entry => entry.Kept[mark]) / characters, 4);
            }
        }

        return shares;
    }

    private static Table Table(IReadOnlyList<UsageRow> rows)
    {
        var table = new Table { Border = TableBorder.Simple };
        table.AddColumns("Day", "Language", "Taken", "Characters");
        table.AddColumns([.. KeptCharacters.Marks.Select(mark => $"Kept {Time(mark)}")]);
        foreach (var row in rows)
        {
            table.AddRow(
            [
                row.Day,
                Markup.Escape(row.Language),
                row.Suggestions.ToString(CultureInfo.InvariantCulture),
                row.Characters.ToString(CultureInfo.InvariantCulture),
                .. KeptCharacters.Marks.Select(mark => row.Kept.TryGetValue(mark, out var share) ? share.ToString("P0", CultureInfo.InvariantCulture) : ""),
            ]);
        }

        return table;
    }

    private static string Time(int seconds) => seconds < 120 ? $"{seconds} s" : $"{seconds / 60} min";
}
