using System.Globalization;
using CodeAssist.Lsp;
using CodeAssist.Server.Features.Dialogs;

namespace CodeAssist.Server.Features.Assist;

/// <summary>The answers that are being shown, each in a file of its own.</summary>
/// <param name="files">Where they are.</param>
/// <param name="editor">Shows them.</param>
/// <param name="time">The clock.</param>
internal sealed class ShownAnswers(ShownFiles files, LspClient editor, TimeProvider time)
{
    private int _last;

    /// <param name="title">What it is about, for the name of the file.</param>
    /// <param name="ending">Of the file: what kind of text it is.</param>
    public ShownAnswer Begin(string title, string ending = ".md") =>
        new(files.PathOf(string.Create(CultureInfo.InvariantCulture, $"{Interlocked.Increment(ref _last)}-{title}"), ending), editor, time);
}
