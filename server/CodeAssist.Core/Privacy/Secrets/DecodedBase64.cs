using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace CodeAssist.Core.Privacy.Secrets;

/// <summary>What the long base64 runs of a text say, one after another, and where each of them stands.</summary>
internal sealed class DecodedBase64
{
    // Shorter ones hold no secret worth the time.
    private const int ShortestRun = 41;

    // A run that becomes more bytes than this that are no text is a picture or a hash.
    private const double FewestReadable = 0.9;

    private static readonly SearchValues<char> _alphabet =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_");

    private readonly List<(int Start, SecretHit Run)> _runs = [];

    private DecodedBase64(string text) => Text = text;

    /// <summary>A line for each run that is text.</summary>
    public string Text { get; private set; }

    public static DecodedBase64 In(string text)
    {
        var decoded = new DecodedBase64("");
        var lines = new StringBuilder();
        for (var start = 0; start < text.Length; start++)
        {
            var length = text.AsSpan(start).IndexOfAnyExcept(_alphabet) is >= 0 and var other ? other : text.Length - start;
            if (length >= ShortestRun && Decode(text.AsSpan(start, length)) is { } line)
            {
                decoded._runs.Add((lines.Length, new SecretHit("", start, length)));
                lines.Append(line).Append('\n');
            }

            start += length;
        }

        decoded.Text = lines.ToString();
        return decoded;
    }

    /// <summary>The run that a hit in <see cref="Text"/> stands for.</summary>
    public SecretHit Encoded(SecretHit hit) => _runs.FindLast(run => run.Start <= hit.Start).Run with { RuleId = hit.RuleId };

    private static string? Decode(ReadOnlySpan<char> run)
    {
        var body = run.ToString().Replace('+', '-').Replace('/', '_');

        // The last bits of a run that was cut off need not be zero, and one character alone says nothing.
        body = body.Length % 4 == 1 ? body[..^1] : body;
        var bytes = Base64Url.DecodeFromChars(body.PadRight((body.Length + 3) / 4 * 4, 'A'));

        // Text of two bytes a character, as Windows writes it, has a zero in each second one.
        var readable = bytes.Where(value => value != 0).ToArray();
        var printable = readable.Count(value => value is >= 0x20 and < 0x7F or (byte)'\n' or (byte)'\r' or (byte)'\t');
        return readable.Length > 0 && printable >= FewestReadable * readable.Length ? Encoding.Latin1.GetString(readable) : null;
    }
}
