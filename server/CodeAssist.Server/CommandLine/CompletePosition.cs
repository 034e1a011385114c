using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace CodeAssist.Server.CommandLine;

/// <summary>A place in a file as people write it: <c>src/Program.cs:12:8</c>.</summary>
/// <param name="File">Absolute path.</param>
/// <param name="Line">Line, from 1.</param>
/// <param name="Column">Column in UTF-16 code units, from 1.</param>
internal sealed record CompletePosition(string File, int Line, int Column)
{
    public const string Form = "FILE:LINE:COLUMN, both counted from 1, as in src/Program.cs:12:8";

    /// <param name="text">What the user wrote.</param>
    /// <param name="folder">The folder that relative paths start from.</param>
    /// <param name="position">The place.</param>
    public static bool TryParse(string text, string folder, [NotNullWhen(true)] out CompletePosition? position)
    {
        position = null;
        var column = text.LastIndexOf(':');
        var line = column > 0 ? text.LastIndexOf(':', column - 1) : -1;
        if (line <= 0
            || !int.TryParse(text.AsSpan(line + 1, column - line - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var lineNumber)
            || !int.TryParse(text.AsSpan(column + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var columnNumber)
            || lineNumber < 1
            || columnNumber < 1)
        {
            return false;
        }

        position = new CompletePosition(Path.GetFullPath(text[..line], folder), lineNumber, columnNumber);
        return true;
    }
}
