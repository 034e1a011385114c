using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace CodeAssist.TestSupport;

/// <summary>One request and the way to answer it.</summary>
public sealed class ScriptedExchange(ReceivedRequest request, Stream stream, Socket socket, CancellationToken stopping)
{
    public ReceivedRequest Request => request;

    /// <summary>Ends when the test does.</summary>
    public CancellationToken Stopping => stopping;

    /// <summary>Whether a further request may come on this connection.</summary>
    public bool StaysOpen { get; set; }

    public Task SendAsync(string text) => SendAsync(Encoding.UTF8.GetBytes(text));

    public async Task SendAsync(ReadOnlyMemory<byte> bytes)
    {
        await stream.WriteAsync(bytes, stopping);
        await stream.FlushAsync(stopping);
    }

    /// <summary>Byte by byte, each on its way before the next.</summary>
    public async Task SendSlowlyAsync(string text)
    {
        foreach (var one in Encoding.UTF8.GetBytes(text))
        {
            await stream.WriteAsync(new[] { one }, stopping);
            await stream.FlushAsync(stopping);
        }
    }

    /// <summary>Says that nothing more comes, while the other direction stays open.</summary>
    public void HalfClose() => socket.Shutdown(SocketShutdown.Send);

    public Task BeginStreamAsync() => SendAsync("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n");

    public Task SendChunkAsync(string text) =>
        SendAsync(string.Create(CultureInfo.InvariantCulture, $"{Encoding.UTF8.GetByteCount(text):x}\r\n{text}\r\n"));

    public Task EndStreamAsync() => SendAsync("0\r\n\r\n");

    /// <summary>Says nothing until the other side has gone, or the test is over.</summary>
    public async Task UntilClosedAsync()
    {
        var buffer = new byte[16];
        while (await stream.ReadAsync(buffer, stopping) > 0)
        {
            // Not expected, and not asked for.
        }
    }

    /// <summary>Ends the connection as a crash does.</summary>
    public void Reset()
    {
        socket.LingerState = new LingerOption(enable: true, seconds: 0);
        socket.Close();
    }
}
