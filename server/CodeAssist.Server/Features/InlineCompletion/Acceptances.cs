using System.Globalization;

namespace CodeAssist.Server.Features.InlineCompletion;

/// <summary>Which suggestions ended up in the text: whole ones by the command that editors run, parts by the changes that follow. Thread-safe.</summary>
/// <remarks>
/// Some editors tell of partial accepts. Others do not (VS Code's events are not open to published extensions), and for those they are
/// inferred: a change that inserts at the caret exactly what the suggestion says next, more than one character at a time, was not typed.
/// </remarks>
internal sealed class Acceptances
{
    private readonly Lock _lock = new();
    private string _document = "";
    private string _id = "";
    private string[] _rest = [];
    private long _lastId;
    private string _shownId = "";
    private int _takenOfLast;
    private bool _editorTellsParts;

    /// <summary>Suggestions taken as a whole since the process started.</summary>
    public long Whole { get; private set; }

    /// <summary>Words and lines taken from suggestions.</summary>
    public long Parts { get; private set; }

    /// <summary>Suggestions that editors said they have shown.</summary>
    public long Shown { get; private set; }

    /// <summary>The editor shows a suggestion; saying so twice is once.</summary>
    public void Show(string id)
    {
        lock (_lock)
        {
            if (!string.Equals(id, _shownId, StringComparison.Ordinal))
            {
                _shownId = id;
                Shown++;
            }
        }
    }

    /// <summary>The editor says how much of a suggestion has been taken so far. From then on nothing is inferred for it.</summary>
    /// <param name="id">The suggestion's id.</param>
    /// <param name="text">Its whole text.</param>
    /// <param name="length">UTF-16 code units from its beginning; one that would split a character or a line break counts up to it.</param>
    public void PartlyAccepted(string id, string text, int length)
    {
        lock (_lock)
        {
            var taken = WholeCharacters(text, Math.Clamp(length, 0, text.Length));
            var isCounted = !_editorTellsParts && _takenOfLast > 0;
            _editorTellsParts = true;
            if (taken <= (isCounted ? 0 : _takenOfLast) || !string.Equals(id, _id, StringComparison.Ordinal))
            {
                return;
            }

            // The first of them was inferred from the change that came before it.
            Parts += isCounted ? 0 : 1;
            _takenOfLast = taken;
        }
    }

    /// <summary>Suggestions went out to the editor; what it is given for another document is no longer on the screen.</summary>
    /// <returns>The id to send along with them.</returns>
    public string Offered(string document, IEnumerable<string> texts)
    {
        lock (_lock)
        {
            _document = document;
            _rest = [.. texts];
            _takenOfLast = 0;
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
            if (isPart && text.Length > 1 && !_editorTellsParts)
            {
                Parts++;
                _takenOfLast += text.Length;
            }

            _rest = [.. _rest.Where(rest => rest.StartsWith(text, StringComparison.Ordinal)).Select(rest => rest[text.Length..])];
        }
    }

    private static int WholeCharacters(string text, int length)
    {
        var splits = length > 0 && length < text.Length
            && (char.IsSurrogatePair(text[length - 1], text[length]) || (text[length - 1] == '\r' && text[length] == '\n'));

        return splits ? length - 1 : length;
    }
}
