namespace CodeAssist.Core.Completion.Prompting;

/// <summary>How far lines are indented, in columns; a tab counts as four, as the built-in model is told it.</summary>
internal static class BlockIndentation
{
    /// <summary>That of the line that opens the block: the last one with code before the caret.</summary>
    public static int OfOpener(CompletionRequest request)
    {
        var before = request.Text.AsSpan(0, request.Caret).TrimEnd();
        return Of(before[(before.LastIndexOf('\n') + 1)..]);
    }

    public static int Of(ReadOnlySpan<char> line)
    {
        var width = 0;
        foreach (var character in line)
        {
            if (character is not (' ' or '\t'))
            {
                break;
            }

            width += character == '\t' ? 4 : 1;
        }

        return width;
    }
}
