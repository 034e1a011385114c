using System.Text;

namespace CodeAssist.Processes.Children;

/// <summary>Drains a stream and keeps its end, for the failure that may follow.</summary>
internal sealed class OutputTail
{
    private const int KeptBytes = 8 * 1024;

    private readonly Lock _lock = new();
    private readonly List<byte> _kept = [];

    /// <summary>Reads until the stream ends or breaks.</summary>
    public async Task DrainAsync(Stream stream)
    {
        var buffer = new byte[KeptBytes];
        try
        {
            while (await stream.ReadAsync(buffer, CancellationToken.None) is > 0 and var count)
            {
                Keep(buffer.AsSpan(0, count));
            }
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            // Let go while it was read: what was kept is what there is.
        }
    }

    /// <returns>The kept text, whole lines where there are several; null when nothing was written.</returns>
    public string? Read()
    {
        lock (_lock)
        {
            return LastLines(Encoding.UTF8.GetString([.. _kept]));
        }
    }

    /// <returns>
    /// The last lines of a text, those of stack traces left out: they are no explanation for people. Null when none is left.
    /// </returns>
    public static string? LastLines(string text)
    {
        const int MostLines = 8;
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(line => !line.StartsWith("at ", StringComparison.Ordinal))
            .TakeLast(MostLines)
            .ToList();
        return lines.Count == 0 ? null : string.Join('\n', lines);
    }

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        lock (_lock)
        {
            _kept.AddRange(bytes);
            if (_kept.Count > KeptBytes)
            {
                _kept.RemoveRange(0, _kept.Count - KeptBytes);
            }
        }
    }
}
