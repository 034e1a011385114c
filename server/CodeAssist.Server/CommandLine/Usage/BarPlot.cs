using System.Globalization;
using System.Text;
using CodeAssist.Server.Features.Dialogs;

namespace CodeAssist.Server.CommandLine.Usage;

/// <summary>Stacked bars, one for each day, as SVG that stands in a page. Colours are the page's own: classes <c>c0</c>, <c>c1</c> and so on.</summary>
/// <param name="days">Every day, the first first; at least one.</param>
/// <param name="label">How a value is written.</param>
internal sealed class BarPlot(IReadOnlyList<DateOnly> days, Func<decimal, string> label)
{
    private const int Width = 760;
    private const int Height = 250;
    private const int Left = 78;
    private const int Top = 12;
    private const int Bottom = 26;
    private const int PlotWidth = Width - Left - 8;
    private const int PlotHeight = Height - Top - Bottom;
    private const int Steps = 4;
    private const int MostDayLabels = 8;
    private const double Gap = 0.25;

    /// <param name="title">What it shows, for who cannot see it.</param>
    /// <param name="series">From the bottom to the top of each bar.</param>
    public string Render(string title, IReadOnlyList<BarSeries> series)
    {
        var top = Top125(days.Max(day => series.Sum(part => part.Values.GetValueOrDefault(day))));
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\"{Text(title)}\">\n");
        for (var step = 0; step <= Steps; step++)
        {
            var y = Y(top * step / Steps, top);
            svg.Append(CultureInfo.InvariantCulture, $"<line class=\"grid\" x1=\"{Left}\" x2=\"{Left + PlotWidth}\" y1=\"{y:0.#}\" y2=\"{y:0.#}\"/>");
            svg.Append(CultureInfo.InvariantCulture, $"<text class=\"axis\" x=\"{Left - 8}\" y=\"{y + 4:0.#}\" text-anchor=\"end\">{Text(label(top * step / Steps))}</text>\n");
        }

        var slot = (double)PlotWidth / days.Count;
        var every = (days.Count + MostDayLabels - 1) / MostDayLabels;
        for (var index = 0; index < days.Count; index++)
        {
            var x = Left + (index * slot);
            Bar(svg, days[index], series, top, x + (slot * Gap / 2), slot * (1 - Gap));
            if ((days.Count - 1 - index) % every == 0)
            {
                svg.Append(CultureInfo.InvariantCulture, $"<text class=\"axis\" x=\"{x + (slot / 2):0.#}\" y=\"{Height - 8}\" text-anchor=\"middle\">{days[index]:MM-dd}</text>\n");
            }
        }

        return svg.Append("</svg>\n").ToString();
    }

    private void Bar(StringBuilder svg, DateOnly day, IReadOnlyList<BarSeries> series, decimal top, double x, double width)
    {
        var below = 0m;
        foreach (var part in series)
        {
            if (part.Values.GetValueOrDefault(day) is var value and > 0)
            {
                var y = Y(below + value, top);
                svg.Append(CultureInfo.InvariantCulture, $"<rect class=\"c{part.Colour}\" x=\"{x:0.##}\" y=\"{y:0.##}\" width=\"{width:0.##}\" height=\"{Y(below, top) - y:0.##}\">");
                svg.Append(CultureInfo.InvariantCulture, $"<title>{day:yyyy-MM-dd} {Text(part.Name)}: {Text(label(value))}</title></rect>\n");
                below += value;
            }
        }
    }

    private static double Y(decimal value, decimal top) => Top + PlotHeight - (PlotHeight * (double)(value / top));

    /// <summary>The least of 1, 2 and 5 times a power of ten that is not below: an axis up to there has round numbers.</summary>
    private static decimal Top125(decimal highest)
    {
        if (highest <= 0)
        {
            return 1;
        }

        var power = 1m;
        while (power < highest)
        {
            power *= 10;
        }

        while (power >= highest * 10)
        {
            power /= 10;
        }

        return power / 5 >= highest ? power / 5 : power / 2 >= highest ? power / 2 : power;
    }

    private static string Text(string text) => PageDocument.Text(text);
}
