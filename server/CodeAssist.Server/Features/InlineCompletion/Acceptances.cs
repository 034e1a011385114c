using System.Globalization;

namespace CodeAssist.Server.Features.InlineCompletion;

/// <summary>Which suggestions ended up in the text: whole ones by the command that editors run, parts by the changes that follow. Thread-safe.</summary>
/// <remarks>
/// Editors tell of neither showing nor partial accepts (VS Code's events are not open to published extensions), so both are inferred: a
/// change that inserts at the caret exactly what the suggestion says next, more than one character at a time, was not typed.
/// </remarks>
internal sealed class Acceptances
{
    private readonly Lock _lock = new();
    private string _document = "";
    private string _id = "";
    private string[] _rest = [];
    private long _lastId;

    /// <summary>Suggestions taken as a whole since the process started.</summary>
    public long Whole { get; private set; }

    /// <summary>Words and lines taken from suggestions.</summary>
    public long Parts { get; private set; }

    /// <summary>Suggestions went out to the editor; what it is given for another document is no longer on the screen.</summary>
    /// <returns>The id to send along with them.</returns>
    public string Offered(string document, IEnumerable<string> texts)
    {
        lock (_lock)
        {
            _document = document;
            _rest = [.. texts];
            _id = (++_lastId).ToString(CultureInfo.InvariantCulture);

            return _id;
        }
    }

    public void Accepted(string id)
    {
        lock (_lock)
        {
            Whole++;
            if (string.Equals(id, _id, StringComparison.Ordinal))
            {
                _rest = [];
            }
        }
    }

    /// <summary>Text was inserted into a document.</summary>
    public void Inserted(string document, string text)
    {
        lock (_lock)
        {
            if (text.Length == 0 || !string.Equals(document, _document, StringComparison.Ordinal))
            {
                return;
            }

            // The whole of one is counted when its command arrives.
            var isPart = _rest.Any(rest => rest.Length > text.Length && rest.StartsWith(text, StringComparison.Ordinal));
            if (isPart && text.Length > 1)
            {
                Parts++;
            }

            _rest = [.. _rest.Where(rest => rest.StartsWith(text, StringComparison.Ordinal)).Select(rest => rest[text.Length..])];
        }
    }
}
