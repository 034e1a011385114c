using System.Globalization;
using System.Text;
using CodeAssist.Core.Spending;
using CodeAssist.Server.Features.Dialogs;
using CodeAssist.Server.Features.Usage;

namespace CodeAssist.Server.CommandLine.Usage;

/// <summary>The report as one page that needs nothing from anywhere: no script, no font, no picture but what is drawn in it.</summary>
internal static class UsagePage
{
    /// <summary>Models with a colour of their own; the others share the last one.</summary>
    private const int MostColours = 5;

    public static string Of(UsageReport report)
    {
        var page = new StringBuilder();
        page.Append(CultureInfo.InvariantCulture, $"<h1>Usage</h1>\n<p class=\"range\">{report.From:yyyy-MM-dd} to {report.To:yyyy-MM-dd}</p>\n");
        if (report.IsEmpty())
        {
            page.Append(CultureInfo.InvariantCulture, $"<p>{Text(UsageSentences.Nothing)}</p>\n");
        }
        else
        {
            Plots(page, report);
            Tables(page, report);
        }

        page.Append(CultureInfo.InvariantCulture, $"<p class=\"note\">{Text(UsageSentences.Source)}</p>");
        return PageDocument.Of(string.Create(CultureInfo.InvariantCulture, $"CodeAssist: usage from {report.From:yyyy-MM-dd} to {report.To:yyyy-MM-dd}"), page.ToString());
    }

    private static void Plots(StringBuilder page, UsageReport report)
    {
        Section(page, "Spent", UsageSentences.Spent(report));
        Plot(page, report, "US dollars for each day, by model", SpendSentences.Dollars, Spending(report));

        Section(page, "Here and elsewhere", UsageSentences.Local(report));
        Plot(
            page,
            report,
            "Tokens for each day, on this machine and elsewhere",
            UsageSentences.Tokens,
            [
                new BarSeries("on this machine", 0, ByDay(report.Use.Where(row => row.IsLocal), Tokens)),
                new BarSeries("elsewhere", 1, ByDay(report.Use.Where(row => !row.IsLocal), Tokens)),
            ]);
        if (UsageSentences.BreakEven(report) is { } even)
        {
            Section(page, "A hosted GPU instead", even);
        }
    }

    private static void Plot(StringBuilder page, UsageReport report, string title, Func<decimal, string> label, IReadOnlyList<BarSeries> series)
    {
        if (series.All(part => part.Values.Count == 0))
        {
            return;
        }

        page.Append(CultureInfo.InvariantCulture, $"<figure>\n<figcaption>{Text(title)}</figcaption>\n<ul class=\"legend\">\n");
        foreach (var part in series)
        {
            page.Append(CultureInfo.InvariantCulture, $"<li><svg viewBox=\"0 0 10 10\"><rect class=\"c{part.Colour}\" width=\"10\" height=\"10\" rx=\"2\"/></svg>{Text(part.Name)}</li>\n");
        }

        page.Append("</ul>\n").Append(new BarPlot(report.Days(), label).Render(title, series)).Append("</figure>\n");
    }

    // The dearest model lies at the bottom, where days are compared most easily.
    private static List<BarSeries> Spending(UsageReport report)
    {
        var models = report.Use.Where(row => row.Dollars > 0).GroupBy(row => row.Model, StringComparer.Ordinal).OrderByDescending(model => model.Sum(row => row.Dollars)).ToList();
        var own = models.Count <= MostColours ? models.Count : MostColours - 1;
        List<BarSeries> series = [.. models.Take(own).Select((model, index) => new BarSeries(model.Key, index, ByDay(model, row => row.Dollars)))];
        if (own < models.Count)
        {
            series.Add(new BarSeries($"{models.Count - own} others", own, ByDay(models.Skip(own).SelectMany(model => model), row => row.Dollars)));
        }

        return series;
    }

    private static Dictionary<DateOnly, decimal> ByDay(IEnumerable<UseRow> rows, Func<UseRow, decimal> value) =>
        rows.GroupBy(row => row.Day).Select(day => (day.Key, Sum: day.Sum(value))).Where(day => day.Sum > 0).ToDictionary(day => day.Key, day => day.Sum);

    private static decimal Tokens(UseRow row) => row.Tokens.Input + row.Tokens.Output;

    private static void Tables(StringBuilder page, UsageReport report)
    {
        if (report.Use.Count > 0)
        {
            Section(page, "By day, model and task", sentence: null);
            Table(
                page,
                ["Day", "Model", "Task"],
                ["Calls", "Tokens in", "Cached", "Tokens out", "Cost"],
                report.Use.Select(row => (string[])
                [
                    row.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), row.Model, row.Task, Number(row.Calls), Number(row.Tokens.Input),
                    Number(row.Tokens.CachedInput), Number(row.Tokens.Output), row.IsLocal ? "local" : SpendSentences.Dollars(row.Dollars),
                ]));
        }

        if (report.Kept.Count > 0)
        {
            Section(page, "What was kept of suggestions", UsageSentences.Kept);
            Table(
                page,
                ["Day", "Language"],
                ["Taken", "Characters", .. KeptCharacters.Marks.Select(mark => "Kept " + UsageSentences.Mark(mark))],
                report.Kept.Select(row => (string[])
                [
                    row.Day, row.Language, Number(row.Suggestions), Number(row.Characters),
                    .. KeptCharacters.Marks.Select(mark => row.Kept.TryGetValue(mark, out var share) ? UsageSentences.Share(share) : ""),
                ]));
        }
    }

    private static void Section(StringBuilder page, string title, string? sentence)
    {
        page.Append(CultureInfo.InvariantCulture, $"<h2>{Text(title)}</h2>\n");
        if (sentence is not null)
        {
            page.Append(CultureInfo.InvariantCulture, $"<p>{Text(sentence)}</p>\n");
        }
    }

    private static void Table(StringBuilder page, string[] words, string[] numbers, IEnumerable<string[]> rows)
    {
        page.Append("<div class=\"wide\"><table>\n<thead><tr>");
        page.AppendJoin("", words.Select(word => $"<th>{Text(word)}</th>")).AppendJoin("", numbers.Select(number => $"<th class=\"number\">{Text(number)}</th>"));
        page.Append("</tr></thead>\n<tbody>\n");
        foreach (var row in rows)
        {
            page.Append("<tr>").AppendJoin("", row.Select((cell, index) => $"<td{(index < words.Length ? "" : " class=\"number\"")}>{Text(cell)}</td>")).Append("</tr>\n");
        }

        page.Append("</tbody>\n</table></div>\n");
    }

    private static string Number(long number) => number.ToString("#,0", CultureInfo.InvariantCulture);

    private static string Text(string text) => PageDocument.Text(text);
}
