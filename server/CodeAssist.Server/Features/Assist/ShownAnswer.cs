using System.Text;
using CodeAssist.Lsp;

namespace CodeAssist.Server.Features.Assist;

/// <summary>An answer in a file that the editor shows and reads again while the answer comes.</summary>
/// <remarks>Any editor can show a file; nothing of it outlives the server (<see cref="Dialogs.ShownFiles"/>).</remarks>
internal sealed class ShownAnswer(string path, LspClient editor, TimeProvider time)
{
    // Editors follow a file that changes; more often than this is more than anybody reads.
    private static readonly TimeSpan _interval = TimeSpan.FromMilliseconds(300);

    private static readonly TimeSpan _settling = TimeSpan.FromSeconds(2);

    private readonly StringBuilder _text = new();
    private readonly Lock _lock = new();
    private long? _written;

    public string Uri { get; } = new Uri(path).AbsoluteUri;

    public void Add(string text)
    {
        lock (_lock)
        {
            _text.Append(text);
            if (_written is not { } last || time.GetElapsedTime(last) >= _interval)
            {
                Write();
            }
        }
    }

    /// <summary>What was said until now was not the answer.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            _text.Clear();
            Write();
        }
    }

    /// <summary>Brings it before the user.</summary>
    /// <returns>False for an editor that opens nothing by itself, or a file that cannot be written.</returns>
    public async Task<bool> ShowAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (!Write())
            {
                return false;
            }
        }

        return editor.Capabilities.CanShowDocuments && await editor.ShowDocumentAsync(Uri, takeFocus: false, cancellationToken);
    }

    /// <summary>Writes it once more, a moment after its last letter: an editor that had just opened it may not have been watching it yet.</summary>
    public async Task SettleAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(_settling, time, cancellationToken);
        lock (_lock)
        {
            Write();
        }
    }

    private bool Write()
    {
        try
        {
            File.WriteAllText(path, _text.ToString());
            _written = time.GetTimestamp();
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The answer is in the command's result, too.
            return false;
        }
    }
}
