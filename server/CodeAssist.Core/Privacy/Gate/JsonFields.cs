namespace CodeAssist.Core.Privacy.Gate;

/// <summary>Which bytes of a JSON text lie within one string value: only there can something be replaced.</summary>
internal sealed class JsonFields
{
    private const byte Quote = (byte)'"';
    private const byte Backslash = (byte)'\\';

    // Begin (behind the quote) and end (at the quote) of each string, in order.
    private readonly List<int> _starts = [];
    private readonly List<int> _ends = [];

    private JsonFields()
    {
    }

    public static JsonFields Of(ReadOnlySpan<byte> body)
    {
        var fields = new JsonFields();
        for (var at = 0; at < body.Length; at++)
        {
            if (body[at] != Quote)
            {
                continue;
            }

            var start = ++at;
            while (at < body.Length && body[at] != Quote)
            {
                at += body[at] == Backslash ? 2 : 1;
            }

            fields._starts.Add(start);
            fields._ends.Add(Math.Min(at, body.Length));
        }

        return fields;
    }

    public bool HoldInOne(Range bytes)
    {
        var index = _starts.BinarySearch(bytes.Start.Value);
        index = index < 0 ? ~index - 1 : index;
        return index >= 0 && bytes.End.Value <= _ends[index];
    }
}
