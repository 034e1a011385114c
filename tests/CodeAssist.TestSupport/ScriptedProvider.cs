using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace CodeAssist.TestSupport;

/// <summary>The other side: listens on loopback and does what a test tells it to, byte by byte. Keeps what it was sent.</summary>
public sealed class ScriptedProvider : IAsyncDisposable
{
    private readonly TcpListener _listener;
    private readonly Func<ScriptedExchange, Task> _script;
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentQueue<ReceivedRequest> _requests = new();
    private readonly ConcurrentBag<Task> _conversations = [];
    private readonly Task _accepting;
    private int _connections;

    private ScriptedProvider(IPAddress address, Func<ScriptedExchange, Task> script)
    {
        _script = script;
        _listener = new TcpListener(address, 0);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>As the user would name it.</summary>
    public string Address => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{Port}");

    public IReadOnlyList<ReceivedRequest> Requests => [.. _requests];

    /// <summary>Connections that came about, whatever was said on them.</summary>
    public int Connections => Volatile.Read(ref _connections);

    /// <summary>As the user would name it where it is not on loopback.</summary>
    public string Url => $"http://{_listener.LocalEndpoint}/v1";

    /// <summary>At another address of this machine, answering every request with the same bytes.</summary>
    public static ScriptedProvider StartAt(IPAddress address, string response) => new(address, exchange => exchange.SendAsync(response));

    public static ScriptedProvider StartAt(IPAddress address, Func<ScriptedExchange, Task> script) => new(address, script);

    public static ScriptedProvider Start(Func<ScriptedExchange, Task> script) => new(IPAddress.Loopback, script);

    /// <summary>Answers every request with the same bytes and closes.</summary>
    public static ScriptedProvider Saying(string response) => Start(exchange => exchange.SendAsync(response));

    /// <summary>Must never be called; tests look at <see cref="Connections"/>.</summary>
    public static ScriptedProvider Sink() => Saying("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Stop();
        await _accepting;
        await Task.WhenAll(_conversations);
        _stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_stopping.Token);
                Interlocked.Increment(ref _connections);
                _conversations.Add(TalkAsync(client));
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or InvalidOperationException)
        {
            // The test is over.
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                var stream = client.GetStream();
                while (await ReceivedRequest.ReadAsync(stream, _stopping.Token) is { } request)
                {
                    _requests.Enqueue(request);
                    var exchange = new ScriptedExchange(request, stream, client.Client, _stopping.Token);
                    await _script(exchange);
                    if (!exchange.StaysOpen)
                    {
                        return;
                    }
                }
            }
            catch (Exception exception) when (exception is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
            {
                // The other side went away, which many tests are about.
            }
        }
    }
}
