using System.Globalization;
using System.Text.Json;
using CodeAssist.JsonRpc;
using CodeAssist.Lsp.Protocol;
using CodeAssist.Processes.Children;
using CodeAssist.Processes.Isolation;
using CodeAssist.Processes.Verification;
using CodeAssist.Server.Features.Commands;

namespace CodeAssist.Server.Verification;

/// <summary>Somebody who works with the real language server for a while, and then with the command line.</summary>
/// <param name="program">This program.</param>
/// <param name="trace">Watches its calls; null where nothing can.</param>
/// <param name="network">The surroundings.</param>
/// <param name="scratch">Holds the workspace and everything that the programs keep.</param>
/// <param name="time">Measures how long it goes on.</param>
internal sealed class ScriptedSession(Executable program, CallTrace? trace, ProofNetwork network, string scratch, TimeProvider time)
{
    private const int KeysPerWord = 4;

    private static readonly TimeSpan _verbLimit = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan _exitLimit = TimeSpan.FromSeconds(15);

    private readonly string _folder = ProofWorkspace.Write(scratch);
    private int _requests;
    private int _suggestions;
    private int _commands;
    private int _version;

    private Executable Watched => trace?.Watch(program) ?? program;

    private string DocumentUri => new Uri(Path.Combine(_folder, "Inventory.cs")).AbsoluteUri;

    /// <param name="length">For so long it types.</param>
    /// <param name="settle">Makes sure that everything sent so far has been seen, and says what that is; null where nobody can look.</param>
    /// <param name="progress">Is told how much of the length has gone by, 0 to 1.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<SessionTally> RunAsync(
        TimeSpan length, Func<Task<IReadOnlyList<string>?>> settle, IProgress<double> progress, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        var (isServerFiltered, isHostFiltered) = (false, false);
        string? problem;
        using (var server = ProofChild.TryStart(Watched, ["lsp"], scratch, network, out var failure))
        {
            if (server is null)
            {
                problem = failure!.Message;
            }
            else
            {
                try
                {
                    (isServerFiltered, isHostFiltered) = await WorkAsync(server, length, progress, cancellationToken);
                    problem = await server.WaitAsync(_exitLimit, cancellationToken) == 0 ? null : $"The language server did not end in order: {server.LastWords}";
                }
                catch (Exception exception) when (exception is ConnectionClosedException or JsonRpcException or TimeoutException
                    || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
                {
                    problem = $"The language server could not be worked with: {exception.Message} {server.LastWords}";
                }
            }
        }

        problem ??= await RunVerbsAsync(cancellationToken);
        var packets = await settle();
        var calls = trace?.Take().Select(call => call.ToString()).ToList();

        return new SessionTally(
            Math.Round(time.GetElapsedTime(began).TotalSeconds, 1), _requests, _suggestions, _commands, isServerFiltered, isHostFiltered, packets, calls, problem);
    }

    private async Task<(bool Server, bool Host)> WorkAsync(
        ProofChild server, TimeSpan length, IProgress<double> progress, CancellationToken cancellationToken)
    {
        await using var editor = new EditorAtWork(server.Output, server.Input);
        await editor.AskAsync(
            LspMethod.Initialize,
            new InitializeParams(Environment.ProcessId, WorkspaceFolders: [new WorkspaceFolder(new Uri(_folder).AbsoluteUri, "work")]),
            LspJsonContext.Default.InitializeParams,
            LspJsonContext.Default.InitializeResult,
            cancellationToken);
        editor.Tell(LspMethod.Initialized, new InitializedParams(), LspJsonContext.Default.InitializedParams);
        editor.Tell(
            LspMethod.DidOpen,
            new DidOpenTextDocumentParams(new TextDocumentItem(DocumentUri, ProofWorkspace.Before + ProofWorkspace.After, "csharp", ++_version)),
            LspJsonContext.Default.DidOpenTextDocumentParams);

        var began = time.GetTimestamp();
        do
        {
            await TypeOnceAsync(editor, () => progress.Report(Math.Min(1, time.GetElapsedTime(began) / length)), cancellationToken);
            await CommandAsync(editor, EditorCommand.ExplainLast, cancellationToken);
            await CommandAsync(editor, EditorCommand.Review, cancellationToken, ReviewOfDocument());
            await CommandAsync(editor, EditorCommand.Snooze, cancellationToken);
            await CommandAsync(editor, EditorCommand.Resume, cancellationToken);
            await CommandAsync(editor, EditorCommand.TogglePrivate, cancellationToken);
            await CommandAsync(editor, EditorCommand.ToggleLocalOnly, cancellationToken);
        }
        while (time.GetElapsedTime(began) < length);

        var details = (await editor.AskAsync(
            LspMethod.DebugInfo,
            new DebugInfoParams(),
            LspJsonContext.Default.DebugInfoParams,
            LspJsonContext.Default.DebugInfoResult,
            cancellationToken)).Details;
        var broker = ProcessIn(details, "broker.processId");
        var filtered = (NetworkFilter.IsOnEveryThreadOf(ProcessIn(details, "processId"), broker), NetworkFilter.IsOnEveryThreadOf(ProcessIn(details, "host.processId"), broker));

        await editor.AskAsync(
            LspMethod.Shutdown, new InitializedParams(), LspJsonContext.Default.InitializedParams, LspJsonContext.Default.JsonElement, cancellationToken);
        editor.Tell(LspMethod.Exit, new InitializedParams(), LspJsonContext.Default.InitializedParams);

        return filtered;
    }

    // A method, word for word, with a question after each; then it is taken out again.
    private async Task TypeOnceAsync(EditorAtWork editor, Action step, CancellationToken cancellationToken)
    {
        for (var typed = KeysPerWord; typed <= ProofWorkspace.Typed.Length; typed += KeysPerWord)
        {
            var before = ProofWorkspace.Before + ProofWorkspace.Typed[..typed];
            Change(editor, before + ProofWorkspace.After);
            var lines = before.Split('\n');
            var answer = await editor.AskAsync(
                LspMethod.InlineCompletion,
                new InlineCompletionParams(
                    new TextDocumentIdentifier(DocumentUri),
                    new LspPosition(lines.Length - 1, lines[^1].Length),
                    new InlineCompletionContext(typed % 3 == 0 ? InlineCompletionTriggerKind.Invoked : InlineCompletionTriggerKind.Automatic)),
                LspJsonContext.Default.InlineCompletionParams,
                LspJsonContext.Default.InlineCompletionList,
                cancellationToken);
            _requests++;
            _suggestions += answer.Items.Count > 0 ? 1 : 0;
            step();
        }

        Change(editor, ProofWorkspace.Before + ProofWorkspace.After);
    }

    private void Change(EditorAtWork editor, string text) => editor.Tell(
        LspMethod.DidChange,
        new DidChangeTextDocumentParams(new VersionedTextDocumentIdentifier(DocumentUri, ++_version), [new TextDocumentContentChangeEvent(text)]),
        LspJsonContext.Default.DidChangeTextDocumentParams);

    private async Task CommandAsync(EditorAtWork editor, string command, CancellationToken cancellationToken, params IReadOnlyList<JsonElement> arguments)
    {
        await editor.AskAsync(
            LspMethod.ExecuteCommand,
            new ExecuteCommandParams(command, arguments),
            LspJsonContext.Default.ExecuteCommandParams,
            LspJsonContext.Default.JsonElement,
            cancellationToken);
        _commands++;
    }

    private JsonElement ReviewOfDocument()
    {
        using var wish = JsonDocument.Parse($$"""{"subject": "File", "uri": "{{DocumentUri}}"}""");
        return wish.RootElement.Clone();
    }

    private static int ProcessIn(IReadOnlyDictionary<string, string> details, string name) =>
        details.TryGetValue(name, out var id) && int.TryParse(id, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private async Task<string?> RunVerbsAsync(CancellationToken cancellationToken)
    {
        var place = $"{Path.Combine(_folder, "Inventory.cs")}:9:1";
        foreach (var verb in (string[][])[["complete", place], ["review", "--file", Path.Combine(_folder, "Inventory.cs")], ["doctor"], ["usage"], ["policy", "--folder", _folder], ["paths"]])
        {
            using var child = ProofChild.TryStart(Watched, verb, scratch, network, out var failure);
            if (child is null)
            {
                return failure!.Message;
            }

            var drained = child.Output.CopyToAsync(Stream.Null, cancellationToken);
            if (await child.WaitAsync(_verbLimit, cancellationToken) is not (ExitCode.Success or ExitCode.NoSuggestion))
            {
                return $"`codeassist {verb[0]}` failed: {child.LastWords}";
            }

            await drained;
            _commands++;
        }

        return null;
    }
}
