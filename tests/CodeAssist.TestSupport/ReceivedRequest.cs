using System.Globalization;
using System.Text;

namespace CodeAssist.TestSupport;

/// <param name="Line">The request line.</param>
/// <param name="Headers">By name in lower case.</param>
/// <param name="Body">As text.</param>
public sealed record ReceivedRequest(string Line, IReadOnlyDictionary<string, string> Headers, string Body)
{
    /// <returns>Null when the other side closed without a request.</returns>
    public static async Task<ReceivedRequest?> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var head = new List<byte>();
        var one = new byte[1];
        while (!EndsHead(head))
        {
            if (await stream.ReadAsync(one, cancellationToken) == 0)
            {
                return null;
            }

            head.Add(one[0]);
        }

        var lines = Encoding.ASCII.GetString([.. head]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var headers = lines.Skip(1).Select(line => line.Split(": ", 2)).ToDictionary(pair => pair[0].ToLowerInvariant(), pair => pair[1], StringComparer.Ordinal);
        var body = new byte[int.Parse(headers.GetValueOrDefault("content-length", "0"), CultureInfo.InvariantCulture)];
        await stream.ReadExactlyAsync(body, cancellationToken);
        return new ReceivedRequest(lines[0], headers, Encoding.UTF8.GetString(body));
    }

    private static bool EndsHead(List<byte> bytes) => bytes is [.., (byte)'\r', (byte)'\n', (byte)'\r', (byte)'\n'];
}
