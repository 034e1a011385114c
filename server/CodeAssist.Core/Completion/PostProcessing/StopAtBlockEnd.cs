using CodeAssist.Core.Completion.Prompting;

namespace CodeAssist.Core.Completion.PostProcessing;

/// <summary>Ends a block where the code leaves it: before the line that is indented less than the block's own opener.</summary>
/// <remarks>A model stops there by itself (<see cref="Models.GenerationLimits.BlockIndentation"/>); the workspace's blocks may go on.</remarks>
internal static class StopAtBlockEnd
{
    public static Filtered Apply(Draft draft)
    {
        if (draft.Shape is not AnswerShape.Block)
        {
            var lineEnd = draft.Text.IndexOf('\n', StringComparison.Ordinal);
            return lineEnd < 0 ? draft : draft with { Text = draft.Text[..lineEnd] };
        }

        var opener = BlockIndentation.OfOpener(draft.Request);
        var closed = false;
        var position = draft.Text.IndexOf('\n', StringComparison.Ordinal) + 1;
        while (position > 0 && position < draft.Text.Length)
        {
            var next = draft.Text.IndexOf('\n', position);
            var line = draft.Text.AsSpan(position, (next < 0 ? draft.Text.Length : next) - position);
            if (!line.IsWhiteSpace())
            {
                var indentation = BlockIndentation.Of(line);
                var closes = line.TrimStart() is ['}' or ')' or ']', ..];
                if (closed || indentation < opener || (indentation == opener && !closes))
                {
                    return draft with { Text = draft.Text[..(position - 1)] };
                }

                closed = indentation == opener && closes;
            }

            position = next + 1;
        }

        return draft;
    }
}
