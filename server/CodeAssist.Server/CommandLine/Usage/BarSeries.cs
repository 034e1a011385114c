namespace CodeAssist.Server.CommandLine.Usage;

/// <summary>One part of every bar of a <see cref="BarPlot"/>.</summary>
/// <param name="Name">For the legend.</param>
/// <param name="Colour">Number of its colour, from 0.</param>
/// <param name="Values">Its height on each day; days without one are left out.</param>
internal sealed record BarSeries(string Name, int Colour, IReadOnlyDictionary<DateOnly, decimal> Values);
