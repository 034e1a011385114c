using System.Text;
using CodeAssist.Core.Review.Findings;
using CodeAssist.Core.Text;

namespace CodeAssist.Context.Fixes;

/// <summary>A file with a fix applied.</summary>
public static class FixedText
{
    /// <returns>Null where the edits are out of order, overlap, or lie outside the file: nothing is clamped.</returns>
    public static string? Of(DocumentSnapshot document, Fix fix)
    {
        var text = new StringBuilder(document.Text.Length);
        var at = 0;
        foreach (var edit in fix.Edits)
        {
            if (!document.Contains(edit.Range.Start) || !document.Contains(edit.Range.End))
            {
                return null;
            }

            var (start, end) = (document.OffsetAt(edit.Range.Start), document.OffsetAt(edit.Range.End));
            if (start < at || end < start)
            {
                return null;
            }

            text.Append(document.Text, at, start - at).Append(edit.NewText);
            at = end;
        }

        return text.Append(document.Text, at, document.Text.Length - at).ToString();
    }
}
