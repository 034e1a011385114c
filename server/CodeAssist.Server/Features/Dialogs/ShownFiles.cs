using System.Globalization;

namespace CodeAssist.Server.Features.Dialogs;

/// <summary>The folder of what is shown as a file: private to the user, gone with the server.</summary>
/// <remarks>Any editor can show a file, or tell its path.</remarks>
/// <param name="runtimeDirectory">Private to the user.</param>
internal sealed class ShownFiles(string runtimeDirectory) : IDisposable
{
    private readonly string _folder = Path.Combine(runtimeDirectory, string.Create(CultureInfo.InvariantCulture, $"shown-{Environment.ProcessId}"));

    /// <param name="title">What it is about. Whatever is odd in the name of a file is replaced.</param>
    /// <param name="ending">Of the file, with its dot.</param>
    /// <returns>Path of the file, which may not be there yet, in a folder that is, where the disk lets us.</returns>
    public string PathOf(string title, string ending)
    {
        var name = string.Concat(title.Select(letter => char.IsLetterOrDigit(letter) || letter is '.' or '-' ? letter : '-'));
        try
        {
            Directory.CreateDirectory(_folder);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Whoever writes the file learns that it cannot be.
        }

        return Path.Combine(_folder, name + ending);
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
