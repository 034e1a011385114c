namespace CodeAssist.Core.Completion.PostProcessing;

/// <summary>Cuts white space from the end of each line: nobody types it, and no formatter keeps it.</summary>
internal static class TrimTrailingWhitespace
{
    public static Filtered Apply(Draft draft)
    {
        var lines = draft.Text.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            lines[i] = lines[i].TrimEnd();
        }

        return draft with { Text = string.Join('\n', lines).TrimEnd('\n') };
    }
}
