using System.Globalization;
using System.Text;

namespace CodeAssist.Processes.Running;

/// <summary>Keeps the first and the last of what several streams bring, in the order in which it comes.</summary>
internal sealed class OutputEnds
{
    public const int KeptAtEachEnd = 64 * 1024;

    private readonly Lock _lock = new();
    private readonly List<byte> _first = [];
    private readonly byte[] _last = new byte[KeptAtEachEnd];
    private long _behind;

    /// <summary>All that came, in bytes.</summary>
    public long Total
    {
        get
        {
            lock (_lock)
            {
                return _first.Count + _behind;
            }
        }
    }

    /// <summary>Reads until the stream ends or breaks.</summary>
    public async Task DrainAsync(Stream stream)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            while (await stream.ReadAsync(buffer, CancellationToken.None) is > 0 and var count)
            {
                Add(buffer.AsSpan(0, count));
            }
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            // Its writer has been ended; what came is what there is.
        }
    }

    public void Add(ReadOnlySpan<byte> bytes)
    {
        lock (_lock)
        {
            var head = Math.Min(bytes.Length, KeptAtEachEnd - _first.Count);
            _first.AddRange(bytes[..head]);
            foreach (var value in bytes[head..])
            {
                _last[_behind++ % KeptAtEachEnd] = value;
            }
        }
    }

    public string Read()
    {
        lock (_lock)
        {
            var kept = (int)Math.Min(_behind, KeptAtEachEnd);
            var start = (int)(_behind > KeptAtEachEnd ? _behind % KeptAtEachEnd : 0);
            byte[] last = [.. _last.AsSpan(start, kept - start), .. _last.AsSpan(0, start)];
            var missing = _behind - kept;
            var note = missing > 0 ? string.Create(CultureInfo.InvariantCulture, $"\n[… {missing} bytes are left out …]\n") : "";
            return Encoding.UTF8.GetString([.. _first]) + note + Encoding.UTF8.GetString(last);
        }
    }
}
