using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CodeAssist.TestSupport;

/// <summary>The other end of a JSON-RPC connection, in bytes of its own making: it shares no code with the product.</summary>
/// <remarks>Disposing fails the test when a message was left that the test neither took nor chose to ignore.</remarks>
public sealed partial class FakeEditor : IAsyncDisposable
{
    // Long enough for a machine that builds and tests at the same time; only a failing test ever waits for it.
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(90);

    private readonly Stream _output;
    private readonly Lock _lock = new();
    private readonly List<JsonObject> _unread = [];
    private readonly HashSet<string> _ignored = new(StringComparer.Ordinal);
    private readonly Task _reading;
    private TaskCompletionSource _arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _lastId;
    private volatile bool _ignoresAll;

    public FakeEditor(Stream fromServer, Stream toServer)
    {
        _output = toServer;
        _reading = ReadAllAsync(fromServer);
    }

    public FakeEditor(DuplexEnd end)
        : this(end.Input, end.Output)
    {
    }

    /// <summary>Notifications of these methods may stay unread.</summary>
    public FakeEditor Ignore(params string[] methods)
    {
        lock (_lock)
        {
            _ignored.UnionWith(methods);
        }

        return this;
    }

    /// <summary>Whatever is left unread, this test does not mind.</summary>
    public void IgnoreAll() => _ignoresAll = true;

    public async Task SendBytesAsync(ReadOnlyMemory<byte> bytes)
    {
        await _output.WriteAsync(bytes).AsTask().WaitAsync(_patience);
        await _output.FlushAsync().WaitAsync(_patience);
    }

    /// <summary>Sends exactly these characters behind a header with their true length.</summary>
    public Task SendBodyAsync(string body) => SendBodyAsync(Encoding.UTF8.GetBytes(body));

    public Task SendBodyAsync(byte[] body) =>
        SendBytesAsync((byte[])[.. Encoding.ASCII.GetBytes($"Content-Length: {body.Length}\r\n\r\n"), .. body]);

    public Task NotifyAsync(string method, JsonNode? parameters = null) => SendBodyAsync(Message(method, parameters).ToJsonString());

    /// <summary>Sends a request and returns its id without waiting.</summary>
    public async Task<int> AskAsync(string method, JsonNode? parameters = null)
    {
        var id = Interlocked.Increment(ref _lastId);
        var message = Message(method, parameters);
        message.Insert(1, "id", id);
        await SendBodyAsync(message.ToJsonString());
        return id;
    }

    /// <summary>Sends a request and waits for its answer, result or error.</summary>
    public async Task<JsonObject> CallAsync(string method, JsonNode? parameters = null) =>
        await AnswerToAsync(await AskAsync(method, parameters));

    public Task CancelAsync(int id) => NotifyAsync("$/cancelRequest", new JsonObject { ["id"] = id });

    /// <summary>Answers a request of the server.</summary>
    public Task AnswerAsync(JsonObject request, JsonNode? result) =>
        SendBodyAsync(new JsonObject { ["jsonrpc"] = "2.0", ["id"] = request["id"]!.DeepClone(), ["result"] = result }.ToJsonString());

    public Task<JsonObject> AnswerToAsync(JsonNode? id) =>
        TakeAsync(message => message["method"] is null && JsonNode.DeepEquals(message["id"], id), $"the answer to {id?.ToJsonString() ?? "null"}");

    /// <summary>The next request or notification of a method.</summary>
    public Task<JsonObject> HearAsync(string method) => TakeAsync(message => string.Equals((string?)message["method"], method, StringComparison.Ordinal), method);

    /// <summary>The next message, whatever it is.</summary>
    public Task<JsonObject> NextAsync() => TakeAsync(message => !IsIgnored(message), "any message");

    /// <summary>Closes our end: the server reads the end of its input.</summary>
    public ValueTask HangUpAsync() => _output.DisposeAsync();

    /// <summary>Waits until the server closed its end.</summary>
    public Task EndOfOutputAsync() => EndOfOutputAsync(_patience, "The server's output does not end");

    public async ValueTask DisposeAsync()
    {
        await HangUpAsync();
        await EndOfOutputAsync();
        if (_unread.Find(message => !IsIgnored(message)) is { } message)
        {
            throw new InvalidOperationException($"The test left a message unread: {message.ToJsonString()}");
        }
    }

    private async Task EndOfOutputAsync(TimeSpan limit, string complaint)
    {
        try
        {
            await _reading.WaitAsync(limit);
        }
        catch (TimeoutException exception)
        {
            throw new TimeoutException($"{complaint}. Unread: {Unread()}", exception);
        }
    }

    private static JsonObject Message(string method, JsonNode? parameters)
    {
        var message = new JsonObject { ["jsonrpc"] = "2.0", ["method"] = method };
        if (parameters is not null)
        {
            message["params"] = parameters;
        }

        return message;
    }

    private async Task<JsonObject> TakeAsync(Func<JsonObject, bool> isWanted, string wanted)
    {
        while (true)
        {
            Task arrived;
            lock (_lock)
            {
                if (_unread.Find(message => isWanted(message)) is { } found)
                {
                    _unread.Remove(found);
                    return found;
                }

                arrived = _arrived.Task;
            }

            await Task.WhenAny(arrived, _reading, Task.Delay(_patience));
            if (arrived.IsCompleted)
            {
                continue;
            }

            // Throws what was wrong with the output, if something was.
            await EndOfOutputAsync(TimeSpan.Zero, $"Waited {_patience.TotalSeconds} s for {wanted}");
            throw new EndOfStreamException($"The server closed its output before {wanted}. Unread: {Unread()}");
        }
    }

    private bool IsIgnored(JsonObject message) => _ignoresAll || _ignored.Contains((string?)message["method"] ?? "");

    private string Unread()
    {
        lock (_lock)
        {
            return string.Join(" | ", _unread.Select(message => message.ToJsonString()));
        }
    }

    private async Task ReadAllAsync(Stream input)
    {
        await Task.Yield();
        using var buffered = new BufferedStream(input, 64 * 1024);
        while (await ReadLineAsync(buffered) is { } line)
        {
            // Anything else on this stream is a stray line of output, and a bug.
            var length = line.StartsWith("Content-Length: ", StringComparison.Ordinal)
                ? int.Parse(line["Content-Length: ".Length..], CultureInfo.InvariantCulture)
                : throw new InvalidDataException($"Not the protocol: {line}");
            if (await ReadLineAsync(buffered) is not "")
            {
                throw new InvalidDataException("The header has more than one line.");
            }

            var body = new byte[length];
            await buffered.ReadExactlyAsync(body);
            Add(JsonSerializer.Deserialize<JsonObject>(body) ?? throw new InvalidDataException("The body is null."));
        }
    }

    private void Add(JsonObject message)
    {
        lock (_lock)
        {
            _unread.Add(message);
            _arrived.TrySetResult();
            _arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    private static async Task<string?> ReadLineAsync(Stream input)
    {
        var line = new StringBuilder();
        var one = new byte[1];
        while (await input.ReadAsync(one) == 1)
        {
            line.Append((char)one[0]);
            if (line is [.., '\r', '\n'])
            {
                return line.ToString(0, line.Length - 2);
            }
        }

        return line.Length == 0 ? null : throw new EndOfStreamException($"The output ended within a header: {line}");
    }
}
