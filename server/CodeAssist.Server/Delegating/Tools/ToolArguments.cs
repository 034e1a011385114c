using System.Text.Json;

namespace CodeAssist.Server.Delegating.Tools;

/// <summary>The arguments of one call, read strictly: what is missing, unknown or of another type is a fault with a name.</summary>
internal sealed class ToolArguments(JsonElement json)
{
    private readonly HashSet<string> _read = new(StringComparer.Ordinal);

    /// <summary>The first thing that is wrong; null for nothing.</summary>
    public string? Fault { get; private set; }

    public string Text(string name) => Find(name) is { } value ? TextOf(name, value) : Missing(name);

    public string TextOr(string name, string usual) => Find(name) is { } value ? TextOf(name, value) : usual;

    /// <summary>A text, or a list of its lines.</summary>
    /// <param name="name">The argument.</param>
    /// <param name="endsLine">Whether a list's last line has an end.</param>
    public string Lines(string name, bool endsLine)
    {
        if (Find(name) is not { ValueKind: JsonValueKind.Array } list)
        {
            return Text(name);
        }

        var lines = TextsOf(name, list);
        return string.Join('\n', lines) + (endsLine && lines.Count > 0 ? "\n" : "");
    }

    public IReadOnlyList<string> Texts(string name) => Find(name) switch
    {
        null => [],
        { ValueKind: JsonValueKind.Array } list => TextsOf(name, list),
        _ => Wrong<IReadOnlyList<string>>(name, "a list of texts", []),
    };

    /// <returns>0 where it is left out.</returns>
    public int Number(string name) => Find(name) switch
    {
        null => 0,
        { ValueKind: JsonValueKind.Number } value when value.TryGetInt32(out var number) && number >= 0 => number,
        _ => Wrong(name, "a whole number, not below 0", 0),
    };

    public bool Truth(string name) => Find(name) switch
    {
        null or { ValueKind: JsonValueKind.False } => false,
        { ValueKind: JsonValueKind.True } => true,
        _ => Wrong(name, "true or false", fallback: false),
    };

    /// <returns>The objects of a list, each to be read by itself.</returns>
    public IReadOnlyList<ToolArguments> Objects(string name) => Find(name) switch
    {
        { ValueKind: JsonValueKind.Array } list when list.EnumerateArray().All(item => item.ValueKind is JsonValueKind.Object) =>
            [.. list.EnumerateArray().Select(item => new ToolArguments(item))],
        _ => Wrong<IReadOnlyList<ToolArguments>>(name, "a list of objects", []),
    };

    /// <summary>Some that may be there and count for nothing: models fill in whatever a form has.</summary>
    public void Ignore(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            _read.Add(name);
        }
    }

    /// <summary>Ends the reading: whatever was not asked for is unknown.</summary>
    public string? End() => Fault ??= json.EnumerateObject().Select(member => member.Name).FirstOrDefault(name => !_read.Contains(name)) is { } unknown
        ? $"There is no argument '{Plain(unknown)}' here."
        : null;

    /// <summary>Of a list's item: makes its fault ours.</summary>
    public void Take(string? fault) => Fault ??= fault;

    /// <summary>What a model wrote, for a message.</summary>
    public static string Plain(string text)
    {
        var plain = new string([.. text.Take(60).Select(letter => char.IsControl(letter) ? '?' : letter)]);
        return plain.Length < text.Length ? plain + "…" : plain;
    }

    private JsonElement? Find(string name)
    {
        _read.Add(name);
        return json.TryGetProperty(name, out var value) && value.ValueKind is not JsonValueKind.Null ? value : null;
    }

    private string TextOf(string name, JsonElement value) => value.ValueKind is JsonValueKind.String && TryGetText(value) is { } text ? text : Wrong(name, "a text", "");

    private List<string> TextsOf(string name, JsonElement list)
    {
        var texts = new List<string>();
        foreach (var item in list.EnumerateArray())
        {
            if (item.ValueKind is not JsonValueKind.String || TryGetText(item) is not { } text)
            {
                Wrong(name, "a list of texts", "");
                return [];
            }

            texts.Add(text);
        }

        return texts;
    }

    // Half a surrogate pair is only found when the text is read.
    private static string? TryGetText(JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private string Missing(string name)
    {
        Fault ??= $"The argument '{name}' is missing.";
        return "";
    }

    private T Wrong<T>(string name, string wanted, T fallback)
    {
        Fault ??= $"The argument '{name}' has to be {wanted}.";
        return fallback;
    }
}
