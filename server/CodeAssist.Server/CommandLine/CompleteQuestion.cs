using System.Diagnostics.CodeAnalysis;
using CodeAssist.Core.Completion;
using CodeAssist.Core.Text;

namespace CodeAssist.Server.CommandLine;

/// <summary>A place on the command line as a request, and what of its line the model is not shown.</summary>
/// <param name="Position">The place as the user named it.</param>
/// <param name="Request">The request.</param>
/// <param name="Hidden">The rest of the line where it was taken out of the request; otherwise null.</param>
internal sealed record CompleteQuestion(CompletePosition Position, CompletionRequest Request, string? Hidden)
{
    /// <param name="position">The place.</param>
    /// <param name="language">LSP language id of the file.</param>
    /// <param name="text">The file's text.</param>
    /// <param name="question">The request.</param>
    /// <param name="error">Why the place is not in the file, and what is.</param>
    public static bool TryCreate(
        CompletePosition position,
        string language,
        string text,
        [NotNullWhen(true)] out CompleteQuestion? question,
        [NotNullWhen(false)] out string? error)
    {
        question = null;
        error = null;
        var document = DocumentSnapshot.Open(position.File, language, version: 0, text);
        if (position.Line > document.LineCount)
        {
            error = $"{position.File} has {document.LineCount} lines; line {position.Line} is outside. Name a line from 1 to {document.LineCount}.";
            return false;
        }

        var start = document.OffsetAt(new TextPosition(position.Line - 1, 0));
        var named = new TextPosition(position.Line - 1, position.Column - 1);
        var offset = document.OffsetAt(named);
        if (offset - start < position.Column - 1)
        {
            error = $"Line {position.Line} of {position.File} ends after column {offset - start + 1}; column {position.Column} is outside.";
            return false;
        }

        var repository = WorkspaceFolder.RepositoryOf(position.File);
        var folder = repository ?? Path.GetDirectoryName(position.File) ?? position.File;
        question = new CompleteQuestion(
            position,
            new CompletionRequest(
                Path.GetRelativePath(folder, position.File).Replace('\\', '/'),
                Path.GetFileName(folder),
                language,
                text,
                document.CaretAt(named),
                CompletionTrigger.Invoked)
            {
                Folder = repository,
            },
            Hidden: null);
        return true;
    }

    /// <summary>The same question as if the rest of the line had not been typed yet.</summary>
    public CompleteQuestion HideRestOfLine()
    {
        var rest = Request.LineAfter.ToString();

        return this with { Request = Request with { Text = Request.Text.Remove(Request.Caret, rest.Length) }, Hidden = rest };
    }
}
