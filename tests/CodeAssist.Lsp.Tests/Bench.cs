using System.Collections.Immutable;
using System.Text.Json.Nodes;
using CodeAssist.JsonRpc;
using CodeAssist.TestSupport;

namespace CodeAssist.Lsp.Tests;

/// <summary>A server under test with an editor at the other end, in memory.</summary>
internal sealed class Bench : IAsyncDisposable
{
    private readonly DuplexPair _pair = DuplexPair.Create();
    private readonly CancellationTokenSource _terminate = new();

    public Bench(LspServerOptions? options = null)
    {
        Server = new LspServer<Notebook, ImmutableDictionary<string, string>>(
            _pair.Near.Input, _pair.Near.Output, options ?? LspServerOptions.Default, Logger);
        Editor = new FakeEditor(_pair.Far);
        ExitCode = RunAsync();
    }

    public RecordingLogger Logger { get; } = new();

    public Notebook Session { get; } = new();

    public NotebookHandlers Handlers { get; } = new();

    public LspServer<Notebook, ImmutableDictionary<string, string>> Server { get; }

    public FakeEditor Editor { get; }

    public Task<int> ExitCode { get; }

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>A server that has been initialized, with one open document <c>file:///a</c>.</summary>
    public static async Task<Bench> RunningAsync(LspServerOptions? options = null, JsonObject? initialize = null)
    {
        var bench = new Bench(options);
        Assert.NotNull((await bench.Editor.CallAsync("initialize", initialize ?? []))["result"]);
        await bench.Editor.NotifyAsync("initialized", new JsonObject());
        await bench.OpenAsync("file:///a", "text");
        if (initialize is not null)
        {
            // What an editor announces is answered first and taken to heart then; whatever is answered next is behind that.
            Assert.NotNull((await bench.Editor.CallAsync("bench/nothing"))["error"]);
        }

        return bench;
    }

    public static LspServerOptions Limited(int maxBodyBytes) => new() { Wire = new JsonRpcOptions { MaxBodyBytes = maxBodyBytes } };

    public static JsonObject Completion(string uri, int line) => new()
    {
        ["textDocument"] = new JsonObject { ["uri"] = uri },
        ["position"] = new JsonObject { ["line"] = line, ["character"] = 0 },
        ["context"] = new JsonObject { ["triggerKind"] = 2 },
    };

    public void Terminate() => _terminate.Cancel();

    public Task OpenAsync(string uri, string text) => Editor.NotifyAsync("textDocument/didOpen", new JsonObject
    {
        ["textDocument"] = new JsonObject { ["uri"] = uri, ["languageId"] = "csharp", ["version"] = 1, ["text"] = text },
    });

    public Task ChangeAsync(string uri, string text) => Editor.NotifyAsync("textDocument/didChange", new JsonObject
    {
        ["textDocument"] = new JsonObject { ["uri"] = uri, ["version"] = 2 },
        ["contentChanges"] = new JsonArray(new JsonObject { ["text"] = text }),
    });

    public Task<int> AskAsync(int line, string uri = "file:///a") => Editor.AskAsync("textDocument/inlineCompletion", Completion(uri, line));

    /// <summary>What the server would suggest now: the text of the document as it knows it, or null.</summary>
    public async Task<string?> SuggestAsync(string uri = "file:///a")
    {
        var answer = await Editor.CallAsync("textDocument/inlineCompletion", Completion(uri, NotebookHandlers.Answer));
        return (string?)answer["result"]?["items"]?[0]?["insertText"];
    }

    /// <summary>Waits until a request about the document waits in its handler.</summary>
    public Task IsWaitingAsync(string uri = "file:///a") => Eventually.TrueAsync(() => Handlers.Waiting.ContainsKey(uri));

    public async ValueTask DisposeAsync()
    {
        await Editor.HangUpAsync();
        await ExitCode;
        await Server.DisposeAsync();
        await Editor.DisposeAsync();
        _pair.Dispose();
        _terminate.Dispose();
    }

    private async Task<int> RunAsync()
    {
        var exitCode = await Server.RunAsync(Session, Handlers.Table(), _terminate.Token);
        await _pair.Near.Output.DisposeAsync();
        return exitCode;
    }
}
