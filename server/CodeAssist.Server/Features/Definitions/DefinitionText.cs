using CodeAssist.Lsp.Protocol;

namespace CodeAssist.Server.Features.Definitions;

/// <summary>The first lines of a definition: what somebody needs who uses it.</summary>
internal static class DefinitionText
{
    private const int MostLines = 8;

    /// <param name="text">The file that has it.</param>
    /// <param name="range">Where it is, or its name.</param>
    /// <returns>Whole lines, each with its line feed: of a definition whose end is not known, those that are indented more than its first. Empty where there is no such line.</returns>
    public static string Of(string text, LspRange range)
    {
        var lines = text.Split('\n').Skip(Math.Max(0, range.Start.Line)).Take(MostLines).Select(line => line.TrimEnd('\r')).ToList();
        // The start of a file stands for all of it, as where the name is that of a module.
        if (range == default || lines.Count == 0 || string.IsNullOrWhiteSpace(lines[0]))
        {
            return "";
        }

        var count = range.End.Line > range.Start.Line
            ? Math.Min(lines.Count, range.End.Line - range.Start.Line + 1)
            : 1 + lines.Skip(1).TakeWhile(line => BelongsTo(lines[0], line)).Count();
        return string.Concat(lines.Take(count).Select(line => line + "\n"));
    }

    private static bool BelongsTo(string first, string line) => Indentation(line) > Indentation(first) || line.TrimStart() is ['{' or '}' or ')', ..];

    private static int Indentation(string line) => line.Length - line.TrimStart(' ', '\t').Length;
}
