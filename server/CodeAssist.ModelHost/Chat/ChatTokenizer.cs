using CodeAssist.ModelHost.Native;
using CodeAssist.ModelHost.Protocol;

namespace CodeAssist.ModelHost.Chat;

/// <summary>Makes token ids of conversations for one loaded vocabulary, or says why that cannot be.</summary>
internal sealed class ChatTokenizer
{
    private readonly Vocabulary _vocabulary;
    private readonly Dictionary<string, int> _markers = new(StringComparer.Ordinal);
    private readonly bool _addsBlank;

    /// <param name="vocabulary">Of the loaded model.</param>
    /// <param name="jinja">The template that its file carries, or null.</param>
    public ChatTokenizer(Vocabulary vocabulary, string? jinja)
    {
        _vocabulary = vocabulary;
        Template = string.IsNullOrWhiteSpace(jinja) ? null : ChatTemplates.Find(jinja);
        Refusal = Template is null
            ? string.IsNullOrWhiteSpace(jinja) ? "its file has no chat template" : "its chat template is none of those that this version knows"
            : FindMarkers(Template);
        if (Refusal is not null)
        {
            Template = null;
        }

        _addsBlank = vocabulary.Tokenize("a") is [var first, ..] && vocabulary.Piece(first) is [(byte)' ', ..];
    }

    /// <summary>The template, or null where the model cannot chat.</summary>
    public ChatTemplate? Template { get; }

    /// <summary>Why the model cannot chat, as the end of a sentence, or null when it can.</summary>
    public string? Refusal { get; }

    /// <summary>The ids after which an answer is over: the end of the model's turn, and whatever begins another.</summary>
    public IReadOnlySet<int> Ends =>
        (Template?.Markers ?? []).Except(Template?.Inner ?? [], StringComparer.Ordinal).Select(marker => _markers[marker]).ToHashSet();

    /// <param name="messages">Checked: the system first, the user last.</param>
    public int[] Tokenize(IReadOnlyList<ChatMessage> messages)
    {
        var parts = Template!.Render(Joined(messages));
        var tokens = new List<int>();
        if (_vocabulary.BeginOfText is var begin && begin != Vocabulary.None)
        {
            tokens.Add(begin);
        }

        for (var i = 0; i < parts.Count; i++)
        {
            if (parts[i].IsMarker)
            {
                tokens.Add(_markers[parts[i].Text]);
                continue;
            }

            tokens.AddRange(TokenizeText(AsBetween(Marker(parts, i - 1), parts[i].Text, Marker(parts, i + 1))));
        }

        return [.. tokens];
    }

    private string? FindMarkers(ChatTemplate template)
    {
        foreach (var marker in template.Markers)
        {
            if (_vocabulary.SpecialToken(marker) is var id && (id == Vocabulary.None || !_vocabulary.IsSpecial(id)))
            {
                return $"its vocabulary has no special token '{marker}', which its chat template ({template.Id}) needs";
            }

            _markers[marker] = id;
        }

        return null;
    }

    private int? Marker(IReadOnlyList<ChatPart> parts, int i) => i >= 0 && i < parts.Count && parts[i].IsMarker ? _markers[parts[i].Text] : null;

    // Some tokenizers drop the blanks around a special token, and some add one.
    private string AsBetween(int? before, string text, int? after)
    {
        if (before is { } left && _vocabulary.DropsBlanksAfter(left))
        {
            text = text.TrimStart(' ', '\t', '\n', '\v', '\f', '\r');
        }
        else if (before is not null && Template!.HasTokenizersBlank && _addsBlank && text is [' ', ..])
        {
            text = text[1..];
        }

        return after is { } right && _vocabulary.DropsBlanksBefore(right) ? text.TrimEnd(' ', '\t', '\n', '\v', '\f', '\r') : text;
    }

    // Special tokens are not looked for in a text, but a vocabulary may hold a marker as one that stands in texts as well. Then it is
    // cut in two: what somebody wrote must not end his message.
    private IEnumerable<int> TokenizeText(string text)
    {
        var tokens = _vocabulary.Tokenize(text);
        if (!tokens.AsSpan().ContainsAny([.. _markers.Values]))
        {
            return tokens;
        }

        int[] cuts = [0, .. _markers.Keys.SelectMany(marker => Places(text, marker)).Select(place => place + 1).Distinct().Order(), text.Length];
        return cuts.Zip(cuts.Skip(1), (from, to) => _vocabulary.Tokenize(text[from..to])).SelectMany(piece => piece);
    }

    private static IEnumerable<int> Places(string text, string marker)
    {
        for (var at = text.IndexOf(marker, StringComparison.Ordinal); at >= 0; at = text.IndexOf(marker, at + 1, StringComparison.Ordinal))
        {
            yield return at;
        }
    }

    private static List<ChatMessage> Joined(IReadOnlyList<ChatMessage> messages)
    {
        var joined = new List<ChatMessage>();
        foreach (var message in messages)
        {
            if (joined is [.., var last] && last.Role == message.Role)
            {
                joined[^1] = last with { Text = $"{last.Text}\n\n{message.Text}" };
            }
            else
            {
                joined.Add(message);
            }
        }

        return joined;
    }
}
