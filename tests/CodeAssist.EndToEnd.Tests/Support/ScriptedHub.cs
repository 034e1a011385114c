using System.Globalization;
using System.Text.Json.Nodes;
using CodeAssist.TestSupport;

namespace CodeAssist.EndToEnd.Tests.Support;

/// <summary>A mirror of the hub on loopback: has one model, the built-in one under another name, and hands it out as far as a test wants.</summary>
internal sealed class ScriptedHub : IAsyncDisposable
{
    /// <summary>Id of the model in the user's own list.</summary>
    public const string Model = "house-coder";

    private const int PieceBytes = 1 << 16;

    private readonly byte[] _file = File.ReadAllBytes(ProductPrograms.BuiltInModel);
    private readonly Dictionary<string, byte[]> _parts = new(StringComparer.Ordinal);
    private readonly ScriptedProvider _provider;
    private volatile TaskCompletionSource _gate = Open();
    private long _holdsAt = long.MaxValue;

    private ScriptedHub() => _provider = ScriptedProvider.Start(AnswerAsync);

    public long Bytes => _file.Length;

    public string Address => $"http://{_provider.Address}";

    /// <summary>First bytes that were asked for, in the order of the requests.</summary>
    public IReadOnlyList<long> Ranges =>
        [.. _provider.Requests.Where(request => request.Headers.ContainsKey("range")).Select(request => long.Parse(request.Headers["range"]["bytes=".Length..].TrimEnd('-'), CultureInfo.InvariantCulture))];

    public IReadOnlyList<ReceivedRequest> Requests => _provider.Requests;

    /// <summary>Begins to listen, as the mirror of a user who has allowed that something leaves, and whose own list has the model.</summary>
    /// <param name="user">The user.</param>
    /// <param name="commercial">What the list says about using the model at work.</param>
    public static ScriptedHub For(UserHome user, string commercial = "allowed")
    {
        var hub = new ScriptedHub();
        user.Settings["endpoints.modelMirror"] = $"{hub.Address}/hub";
        Directory.CreateDirectory(user.Config);
        File.WriteAllText(Path.Combine(user.Config, "models.json"), new JsonObject
        {
            ["version"] = 1,
            ["models"] = new JsonArray(new JsonObject
            {
                ["id"] = Model,
                ["name"] = "House Coder",
                ["roles"] = new JsonArray("completion"),
                ["licence"] = new JsonObject { ["value"] = "House Licence" },
                ["commercial"] = new JsonObject { ["value"] = commercial },
                ["files"] = new JsonArray(new JsonObject { ["quantisation"] = "Q8_0", ["repository"] = "house/coder", ["path"] = "coder.gguf", ["bytes"] = new JsonObject { ["value"] = hub.Bytes } }),
            }),
        }.ToJsonString());
        return hub;
    }

    /// <summary>Has the model once more, in several files.</summary>
    /// <param name="folder">Where they are made.</param>
    /// <returns>Address of the first.</returns>
    public string Divide(string folder)
    {
        var whole = Path.Combine(folder, "divided.gguf");
        File.WriteAllBytes(whole, _file);
        foreach (var part in DividedModel.Write(whole, parts: 2))
        {
            _parts[Path.GetFileName(part)] = File.ReadAllBytes(part);
            File.Delete(part);
        }

        File.Delete(whole);
        return $"{Address}/hub/house/coder/resolve/main/divided-00001-of-00002.gguf";
    }

    /// <summary>Sends no byte beyond this one until <see cref="Release"/>.</summary>
    public void HoldAt(long bytes)
    {
        _gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Interlocked.Exchange(ref _holdsAt, bytes);
    }

    public void Release()
    {
        Interlocked.Exchange(ref _holdsAt, long.MaxValue);
        _gate.TrySetResult();
    }

    public async ValueTask DisposeAsync()
    {
        Release();
        await _provider.DisposeAsync();
    }

    private static TaskCompletionSource Open()
    {
        var open = new TaskCompletionSource();
        open.SetResult();
        return open;
    }

    private async Task AnswerAsync(ScriptedExchange exchange)
    {
        if (exchange.Request.Line.StartsWith("GET /hub/api/models?", StringComparison.Ordinal))
        {
            await exchange.SendAsync(Answers.Json(200, """[{"id":"house/coder","tags":["license:mit"],"siblings":[{"rfilename":"coder.gguf"}]}]"""));
            return;
        }

        var name = exchange.Request.Line.Split(' ')[1].Split('/')[^1];
        var file = _parts.GetValueOrDefault(name, _file);
        var from = exchange.Request.Headers.TryGetValue("range", out var range) ? long.Parse(range["bytes=".Length..].TrimEnd('-'), CultureInfo.InvariantCulture) : 0;
        await exchange.SendAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"HTTP/1.1 206 Partial Content\r\nETag: \"v1\"\r\nContent-Range: bytes {from}-{file.Length - 1}/{file.Length}\r\nContent-Length: {file.Length - from}\r\n\r\n"));
        for (var at = from; at < file.Length; at += PieceBytes)
        {
            if (at >= Interlocked.Read(ref _holdsAt))
            {
                await _gate.Task.WaitAsync(exchange.Stopping);
            }

            await exchange.SendAsync(file.AsMemory((int)at, (int)Math.Min(PieceBytes, file.Length - at)));
        }
    }
}
