using System.Text;

namespace CodeAssist.ModelHost.Chat;

/// <summary>Grows a conversation out of the template's own texts, in which markers are found, and of messages, in which they are not.</summary>
internal sealed class ChatPartList(IReadOnlyList<string> markers)
{
    private readonly List<ChatPart> _parts = [];

    // Texts next to each other are made tokens of as one, as they would be in the whole.
    private readonly StringBuilder _text = new();

    public void Add(ChatTurn turn, string message)
    {
        AddOwn(turn.Before);
        _text.Append(message);
        AddOwn(turn.After);
    }

    /// <summary>Adds a text of the template itself.</summary>
    public void AddOwn(string text)
    {
        while (text.Length > 0)
        {
            var (at, marker) = markers
                .Select(marker => (At: text.IndexOf(marker, StringComparison.Ordinal), Marker: marker))
                .Where(found => found.At >= 0)
                .DefaultIfEmpty((At: text.Length, Marker: ""))
                .MinBy(found => found.At);
            _text.Append(text, 0, at);
            if (marker.Length > 0)
            {
                EndText();
                _parts.Add(new ChatPart(marker, IsMarker: true));
            }

            text = text[(at + marker.Length)..];
        }
    }

    public IReadOnlyList<ChatPart> ToList()
    {
        EndText();
        return _parts;
    }

    private void EndText()
    {
        if (_text.Length > 0)
        {
            _parts.Add(new ChatPart(_text.ToString(), IsMarker: false));
            _text.Clear();
        }
    }
}
