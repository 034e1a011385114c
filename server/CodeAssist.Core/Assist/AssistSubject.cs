using CodeAssist.Core.Privacy.Gate;
using CodeAssist.Core.Review.Changes;
using CodeAssist.Core.Text;

namespace CodeAssist.Core.Assist;

/// <summary>A piece of a file that something is asked about.</summary>
/// <param name="Kind">What is asked.</param>
/// <param name="Document">The file as it stands, unsaved changes included.</param>
/// <param name="Origin">Where its text comes from.</param>
/// <param name="Lines">The piece: whole lines, at least one.</param>
public sealed record AssistSubject(AssistKind Kind, DocumentSnapshot Document, PartOrigin.File Origin, LineSpan Lines)
{
    /// <summary>What compilers and reviews say of these lines.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];

    /// <summary>What the user wants, in the user's words; empty for nothing.</summary>
    public string Wish { get; init; } = "";

    /// <summary>The text of some lines, each with a line feed.</summary>
    public string Read(LineSpan lines)
    {
        var text = new System.Text.StringBuilder();
        for (var line = lines.Start; line < lines.End; line++)
        {
            text.Append(Document.Line(line)).Append('\n');
        }

        return text.ToString();
    }
}
