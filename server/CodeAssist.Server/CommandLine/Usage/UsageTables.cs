using System.Globalization;
using CodeAssist.Core.Spending;
using CodeAssist.Server.Features.Usage;
using Spectre.Console;

namespace CodeAssist.Server.CommandLine.Usage;

/// <summary>The report for people at a terminal.</summary>
internal static class UsageTables
{
    public static void Write(IAnsiConsole output, UsageReport report)
    {
        if (report.Use.Count > 0)
        {
            output.Write(Use(report.Use));
        }

        output.WriteLine(UsageSentences.Spent(report));
        output.WriteLine(UsageSentences.Local(report));
        if (UsageSentences.BreakEven(report) is { } even)
        {
            output.WriteLine(even);
        }

        if (report.Kept.Count > 0)
        {
            output.Write(Kept(report.Kept));
            output.WriteLine(UsageSentences.Kept);
        }

        output.WriteLine(UsageSentences.Source);
    }

    private static Table Use(IReadOnlyList<UseRow> rows)
    {
        var table = new Table { Border = TableBorder.Simple };
        table.AddColumns("Day", "Model", "Task");
        foreach (var heading in (string[])["Calls", "Tokens in", "Cached", "Tokens out", "Cost"])
        {
            table.AddColumn(new TableColumn(heading).RightAligned());
        }

        foreach (var row in rows)
        {
            table.AddRow(
            [
                row.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), Markup.Escape(row.Model), Markup.Escape(row.Task), Number(row.Calls),
                Number(row.Tokens.Input), Number(row.Tokens.CachedInput), Number(row.Tokens.Output), row.IsLocal ? "local" : SpendSentences.Dollars(row.Dollars),
            ]);
        }

        return table;
    }

    private static Table Kept(IReadOnlyList<KeptRow> rows)
    {
        var table = new Table { Border = TableBorder.Simple };
        table.AddColumns("Day", "Language", "Taken", "Characters");
        table.AddColumns([.. KeptCharacters.Marks.Select(mark => $"Kept {UsageSentences.Mark(mark)}")]);
        foreach (var row in rows)
        {
            table.AddRow(
            [
                row.Day, Markup.Escape(row.Language), Number(row.Suggestions), Number(row.Characters),
                .. KeptCharacters.Marks.Select(mark => row.Kept.TryGetValue(mark, out var share) ? UsageSentences.Share(share) : ""),
            ]);
        }

        return table;
    }

    private static string Number(long number) => number.ToString("#,0", CultureInfo.InvariantCulture);
}
