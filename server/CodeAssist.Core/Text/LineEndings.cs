namespace CodeAssist.Core.Text;

/// <summary>Line breaks as a document has them, and as models know them.</summary>
public static class LineEndings
{
    public static string ToLineFeed(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal);

    /// <summary>Writes the line feeds of <paramref name="text"/> as <paramref name="document"/> breaks its lines.</summary>
    public static string Like(string document, string text) =>
        document.Contains("\r\n", StringComparison.Ordinal)
            ? ToLineFeed(text).Replace("\n", "\r\n", StringComparison.Ordinal)
            : text;
}
