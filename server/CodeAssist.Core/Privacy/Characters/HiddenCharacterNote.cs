using System.Globalization;

namespace CodeAssist.Core.Privacy.Characters;

/// <summary>Says of a text how much was taken out of it because nobody sees it, and where.</summary>
public static class HiddenCharacterNote
{
    private const int MostRuns = 8;
    private const int MostCodePoints = 4;

    /// <param name="clean">What is left, and what is not.</param>
    /// <param name="firstLine">The number of its first line.</param>
    /// <returns>A line with its end; empty where nothing was taken out.</returns>
    public static string Of(CleanedText clean, int firstLine) => clean.Count switch
    {
        0 => "",
        1 => $"(A character that nobody can see was taken out: {Places(clean, firstLine)})\n",
        var count => string.Create(CultureInfo.InvariantCulture, $"({count} characters that nobody can see were taken out: {Places(clean, firstLine)})\n"),
    };

    private static string Places(CleanedText clean, int firstLine) =>
        string.Join("; ", clean.Removed.Take(MostRuns).Select(run => string.Create(CultureInfo.InvariantCulture, $"line {firstLine + run.Line - 1}: {CodePoints(run)}")))
        + (clean.Removed.Count > MostRuns ? "; …" : "");

    private static string CodePoints(HiddenRun run) => string.Join(' ', run.CodePoints.Take(MostCodePoints)) + (run.CodePoints.Count > MostCodePoints ? " …" : "");
}
