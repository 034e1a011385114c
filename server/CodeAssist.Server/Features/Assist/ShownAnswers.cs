using System.Globalization;
using CodeAssist.Lsp;

namespace CodeAssist.Server.Features.Assist;

/// <summary>The folder of answers that are being shown: private to the user, gone with the server.</summary>
/// <param name="runtimeDirectory">Private to the user.</param>
/// <param name="editor">Shows them.</param>
/// <param name="time">The clock.</param>
internal sealed class ShownAnswers(string runtimeDirectory, LspClient editor, TimeProvider time) : IDisposable
{
    private readonly string _folder = Path.Combine(runtimeDirectory, string.Create(CultureInfo.InvariantCulture, $"answers-{Environment.ProcessId}"));
    private int _last;

    /// <param name="title">What it is about, for the name of the file.</param>
    public ShownAnswer Begin(string title)
    {
        var name = string.Concat(title.Select(letter => char.IsLetterOrDigit(letter) || letter is '.' or '-' ? letter : '-'));
        try
        {
            Directory.CreateDirectory(_folder);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Then it is shown as a message.
        }

        return new ShownAnswer(
            Path.Combine(_folder, string.Create(CultureInfo.InvariantCulture, $"{Interlocked.Increment(ref _last)}-{name}.md")), editor, time);
    }

    public void Dispose()
    {
        try
        {
            Directory.Delete(_folder, recursive: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // There was none, or somebody holds one of them: the system empties the folder around it.
        }
    }
}
