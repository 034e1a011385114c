using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using CodeAssist.TestSupport;

namespace CodeAssist.EndToEnd.Tests.Support;

/// <summary>A running <c>codeassist lsp</c> and the editor at the other end of its standard streams.</summary>
internal sealed class LanguageServer : IDisposable
{
    public const int Invoked = 1;
    public const int Automatic = 2;

    private const int ShaderPatience = 6;

    private static readonly TimeSpan _exitLimit = TimeSpan.FromSeconds(20);

    private readonly Process _process;
    private readonly Task<string> _errors;

    public LanguageServer(Process process)
    {
        _process = process;
        _errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        Editor = new FakeEditor(process.StandardOutput.BaseStream, process.StandardInput.BaseStream);
        Editor.Ignore("window/logMessage", "codeassist/status");
    }

    public FakeEditor Editor { get; }

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    public static JsonObject NoCapabilities => [];

    /// <summary>Says <c>initialize</c> and returns its result.</summary>
    public async Task<JsonObject> InitializeAsync(JsonObject? capabilities = null, params KeyValuePair<string, JsonNode?>[] others)
    {
        var parameters = new JsonObject { ["processId"] = null, ["rootUri"] = null, ["capabilities"] = capabilities ?? NoCapabilities };
        foreach (var (name, value) in others)
        {
            parameters[name] = value;
        }

        return Result(await Editor.CallAsync("initialize", parameters));
    }

    /// <summary>The whole greeting, until the model is ready.</summary>
    public async Task GreetAsync(JsonObject? capabilities = null)
    {
        await InitializeAsync(capabilities);
        await Editor.NotifyAsync("initialized", new JsonObject());
        await StatusAsync("ready");
    }

    /// <summary>Waits until the server says that it is in a state, or in the other one, and returns what it says with it.</summary>
    public async Task<JsonObject> StatusAsync(string state, string? or = null)
    {
        while (true)
        {
            var status = (await Editor.HearAsync("codeassist/status"))["params"]!.AsObject();
            var said = (string?)status["state"];
            if (string.Equals(said, state, StringComparison.Ordinal) || (or is not null && string.Equals(said, or, StringComparison.Ordinal)))
            {
                return status;
            }
        }
    }

    /// <summary>What the server says became of the last request: one of the codes in docs/command-line.md.</summary>
    public async Task<string?> ExplainLastAsync() => (string?)Result(await Editor.CallAsync("codeassist/explainLast", new JsonObject()))["code"];

    /// <summary>Waits until the server logs a line that says this.</summary>
    public async Task LoggedAsync(string part)
    {
        string line;
        do
        {
            line = (string?)(await Editor.HearAsync("window/logMessage"))["params"]!["message"] ?? "";
        }
        while (!line.Contains(part, StringComparison.Ordinal));
    }

    /// <summary>The same with the patience that Mesa needs where its shaders are compiled for the first time.</summary>
    public async Task<JsonObject> StatusAfterShadersAsync(string state)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await StatusAsync(state);
            }
            catch (TimeoutException) when (attempt < ShaderPatience)
            {
                // Nothing is said meanwhile.
            }
        }
    }

    /// <summary>Asks again where the first answer came too late because shaders were compiled for it.</summary>
    public async Task<string?> CompleteAfterShadersAsync(string uri, CaretText code)
    {
        var text = await CompleteAsync(uri, code);
        for (var attempt = 1; text is null && attempt < ShaderPatience; attempt++)
        {
            text = Text(await CompleteAsync(uri, code.Line, code.Character));
        }

        return text;
    }

    public Task OpenAsync(string uri, string text, int version = 1, string language = "csharp") =>
        Editor.NotifyAsync("textDocument/didOpen", new JsonObject
        {
            ["textDocument"] = new JsonObject { ["uri"] = uri, ["languageId"] = language, ["version"] = version, ["text"] = text },
        });

    /// <summary>Replaces the characters from one place to another; the whole text where there is no place.</summary>
    public Task ChangeAsync(string uri, int version, string text, (int Line, int Character)? from = null, (int Line, int Character)? to = null) =>
        Editor.NotifyAsync("textDocument/didChange", new JsonObject
        {
            ["textDocument"] = new JsonObject { ["uri"] = uri, ["version"] = version },
            ["contentChanges"] = new JsonArray(Change(text, from, to)),
        });

    public static JsonObject Change(string text, (int Line, int Character)? from, (int Line, int Character)? to)
    {
        var change = new JsonObject { ["text"] = text };
        if (from is { } start)
        {
            var end = to ?? start;
            change["range"] = new JsonObject { ["start"] = Position(start.Line, start.Character), ["end"] = Position(end.Line, end.Character) };
        }

        return change;
    }

    public Task<int> AskToCompleteAsync(string uri, int line, int character, int trigger = Invoked) =>
        Editor.AskAsync("textDocument/inlineCompletion", new JsonObject
        {
            ["textDocument"] = new JsonObject { ["uri"] = uri },
            ["position"] = Position(line, character),
            ["context"] = new JsonObject { ["triggerKind"] = trigger },
        });

    /// <summary>The first suggestion, or null when there is none. An error fails the test: there never is one.</summary>
    public async Task<JsonObject?> CompleteAsync(string uri, int line, int character, int trigger = Invoked) =>
        FirstItem(await Editor.AnswerToAsync(await AskToCompleteAsync(uri, line, character, trigger)));

    /// <summary>Opens code and asks at its caret.</summary>
    public async Task<string?> CompleteAsync(string uri, CaretText code, int trigger = Invoked)
    {
        await OpenAsync(uri, code.Text);
        return Text(await CompleteAsync(uri, code.Line, code.Character, trigger));
    }

    public static string? Text(JsonObject? item) => (string?)item?["insertText"];

    public static JsonObject? FirstItem(JsonObject answer)
    {
        Assert.True(answer.ContainsKey("result"), answer.ToJsonString());
        return answer["result"]?["items"]?.AsArray() is [{ } first, ..] ? first.AsObject() : null;
    }

    public static JsonObject Result(JsonObject answer)
    {
        Assert.True(answer["result"] is JsonObject, answer.ToJsonString());
        return answer["result"]!.AsObject();
    }

    public async Task<JsonObject> DebugInfoAsync() => Result(await Editor.CallAsync("codeassist/debugInfo"));

    public async Task<string> DetailAsync(string name) => (string?)(await DebugInfoAsync())["details"]![name] ?? "";

    public async Task<int> HostIdAsync() => int.Parse(await DetailAsync("host.processId"), CultureInfo.InvariantCulture);

    /// <summary>Waits until the process has ended.</summary>
    public async Task<int> ExitCodeAsync(TimeSpan? limit = null)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(limit ?? _exitLimit);
        await _process.WaitForExitAsync(deadline.Token);
        return _process.ExitCode;
    }

    /// <summary>What it wrote to standard error until its end.</summary>
    public Task<string> ErrorsAsync() => _errors;

    public void Kill()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }
    }

    public void Dispose() => _process.Dispose();

    public static JsonObject Position(int line, int character) => new() { ["line"] = line, ["character"] = character };
}
