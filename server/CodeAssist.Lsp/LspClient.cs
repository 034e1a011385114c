using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using CodeAssist.JsonRpc;
using CodeAssist.Lsp.Protocol;

namespace CodeAssist.Lsp;

/// <summary>The editor, as the server sees it. Every member may be used from any thread; what is said after the end is dropped.</summary>
/// <remarks>Calls throw <see cref="JsonRpcException"/> when the editor refuses and <see cref="ConnectionClosedException"/> when it is gone.</remarks>
public sealed class LspClient
{
    /// <summary>More are hard to find one's way in.</summary>
    private const int MostButtons = 8;

    private readonly JsonRpcConnection _connection;
    private readonly ConcurrentDictionary<ProgressToken, WorkDoneProgress> _progress = new();
    private volatile string _trace = TraceValue.Off;
    private int _lastProgress;

    internal LspClient(JsonRpcConnection connection) => _connection = connection;

    /// <summary>What the editor can do; nothing before it said so with <c>initialize</c>.</summary>
    public ClientCapabilities Capabilities { get; private set; } = new();

    /// <summary>Writes into the editor's log of the server. Never code, prompts or answers.</summary>
    public void Log(MessageType type, string message) =>
        _connection.Notify(LspMethod.LogMessage, new LogMessageParams(type, message), LspJsonContext.Default.LogMessageParams);

    /// <summary>Shows the user a message: full sentences, what happened and what to do.</summary>
    public void Show(MessageType type, string message) =>
        _connection.Notify(LspMethod.ShowMessage, new ShowMessageParams(type, ShownText.Of(message)), LspJsonContext.Default.ShowMessageParams);

    /// <summary>Asks the user something.</summary>
    /// <param name="question">What happened or would happen, and what is to be decided.</param>
    /// <param name="answers">What can be answered.</param>
    /// <param name="cancellationToken">Stops waiting; the editor may go on showing the question.</param>
    /// <returns>One of the answers; null when the user gave none.</returns>
    public Task<string?> AskAsync(string question, IReadOnlyList<string> answers, CancellationToken cancellationToken) =>
        AskAsync(MessageType.Warning, question, answers, cancellationToken);

    /// <summary>Has the user choose one entry of a list. An editor without lists shows the first ones as the buttons of a message.</summary>
    /// <param name="pick">The list.</param>
    /// <param name="cancellationToken">Stops waiting; an editor with lists takes the list away.</param>
    /// <returns>Id of one of the entries; null when the user chose none.</returns>
    public async Task<string?> PickAsync(PickParams pick, CancellationToken cancellationToken)
    {
        if (!Capabilities.CanPick)
        {
            return await PickByButtonAsync(pick, cancellationToken);
        }

        var chosen = await _connection.CallAsync(
            LspMethod.Pick, pick, LspJsonContext.Default.PickParams, LspJsonContext.Default.PickResult, cancellationToken);
        return pick.Items.FirstOrDefault(item => string.Equals(item.Id, chosen?.Id, StringComparison.Ordinal))?.Id;
    }

    /// <summary>Has the user type a line; only for editors that said they can.</summary>
    /// <returns>What was typed, trimmed; null when the user went away.</returns>
    public async Task<string?> AskTextAsync(AskTextParams question, CancellationToken cancellationToken) =>
        (await _connection.CallAsync(
            LspMethod.AskText, question with { Title = ShownText.Of(question.Title), Prompt = ShownText.Of(question.Prompt) }, LspJsonContext.Default.AskTextParams, LspJsonContext.Default.AskTextResult, cancellationToken))?.Text?.Trim();

    /// <summary>Shows a page; only for editors that said they can.</summary>
    public void ShowPage(ShowPageParams page) => _connection.Notify(LspMethod.ShowPage, page, LspJsonContext.Default.ShowPageParams);

    /// <summary>Asks the editor's language servers where names are defined.</summary>
    /// <returns>Of all names together; nothing from an editor that did not say it can.</returns>
    public async Task<IReadOnlyList<DefinitionPlace>> DefineAsync(DefinitionsParams names, CancellationToken cancellationToken) => Capabilities.CanDefine
        ? await _connection.CallAsync(
            LspMethod.Definitions, names, LspJsonContext.Default.DefinitionsParams, LspJsonContext.Default.IReadOnlyListDefinitionPlace, cancellationToken) ?? []
        : [];

    /// <summary>Opens a document in front of the user; only for editors that said they can.</summary>
    /// <returns>Whether it was opened.</returns>
    public Task<bool> ShowDocumentAsync(string uri, bool takeFocus, CancellationToken cancellationToken) =>
        ShowDocumentAsync(new ShowDocumentParams(uri, takeFocus), cancellationToken);

    /// <summary>The same for what the editor hands to another program of the machine.</summary>
    /// <returns>Whether it was opened.</returns>
    public async Task<bool> ShowDocumentAsync(ShowDocumentParams document, CancellationToken cancellationToken) =>
        (await _connection.CallAsync(
            LspMethod.ShowDocument,
            document,
            LspJsonContext.Default.ShowDocumentParams,
            LspJsonContext.Default.ShowDocumentResult,
            cancellationToken)).Success;

    /// <summary>Has the editor change documents; only for editors that said they can.</summary>
    /// <param name="label">For the editor's list of what can be undone.</param>
    /// <param name="edit">What is to be changed.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public Task<ApplyWorkspaceEditResult> ApplyAsync(string label, WorkspaceEdit edit, CancellationToken cancellationToken) =>
        _connection.CallAsync(
            LspMethod.ApplyEdit,
            new ApplyWorkspaceEditParams(label, edit),
            LspJsonContext.Default.ApplyWorkspaceEditParams,
            LspJsonContext.Default.ApplyWorkspaceEditResult,
            cancellationToken);

    /// <summary>Tells the status bar.</summary>
    public void SendStatus(StatusParams status) => _connection.Notify(LspMethod.Status, status, LspJsonContext.Default.StatusParams);

    /// <summary>Marks places of a document, in the place of all that we marked there before.</summary>
    public void Publish(PublishDiagnosticsParams diagnostics) =>
        _connection.Notify(LspMethod.PublishDiagnostics, diagnostics, LspJsonContext.Default.PublishDiagnosticsParams);

    /// <summary>Tells what the server does, to editors that asked for it with <c>$/setTrace</c>.</summary>
    /// <param name="message">One line.</param>
    /// <param name="verbose">More, for editors that asked for all.</param>
    public void LogTrace(string message, string? verbose)
    {
        if (_trace is TraceValue.Messages or TraceValue.Verbose)
        {
            var shown = _trace is TraceValue.Verbose ? verbose : null;
            _connection.Notify(LspMethod.LogTrace, new LogTraceParams(message, shown), LspJsonContext.Default.LogTraceParams);
        }
    }

    /// <summary>Asks for settings: one value per item, in their order; JSON null where there is none.</summary>
    public Task<IReadOnlyList<JsonElement>> PullConfigurationAsync(IReadOnlyList<ConfigurationItem> items, CancellationToken cancellationToken) =>
        _connection.CallAsync(
            LspMethod.Configuration,
            new ConfigurationParams(items),
            LspJsonContext.Default.ConfigurationParams,
            LspJsonContext.Default.IReadOnlyListJsonElement,
            cancellationToken);

    /// <summary>Registers a capability while running; only for editors that said they can.</summary>
    /// <param name="id">Ours, to take it back with <see cref="UnregisterAsync"/>.</param>
    /// <param name="method">What is registered.</param>
    /// <param name="options">Its options.</param>
    /// <param name="optionsType">Their serializer.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public Task RegisterAsync<TOptions>(
        string id, string method, TOptions options, JsonTypeInfo<TOptions> optionsType, CancellationToken cancellationToken)
    {
        var registration = new Registration(id, method, JsonSerializer.SerializeToElement(options, optionsType));
        return _connection.CallAsync(
            LspMethod.RegisterCapability,
            new RegistrationParams([registration]),
            LspJsonContext.Default.RegistrationParams,
            LspJsonContext.Default.JsonElement,
            cancellationToken);
    }

    public Task UnregisterAsync(string id, string method, CancellationToken cancellationToken) =>
        _connection.CallAsync(
            LspMethod.UnregisterCapability,
            new UnregistrationParams([new Unregistration(id, method)]),
            LspJsonContext.Default.UnregistrationParams,
            LspJsonContext.Default.JsonElement,
            cancellationToken);

    /// <summary>Shows that a long task has begun. An editor that shows no progress just sees nothing; the task goes on either way.</summary>
    /// <param name="title">What is being done.</param>
    /// <param name="isCancellable">Whether the user may stop it: see <see cref="WorkDoneProgress.CancellationToken"/>.</param>
    /// <param name="cancellationToken">Stops waiting for the editor.</param>
    public async Task<WorkDoneProgress> BeginProgressAsync(string title, bool isCancellable, CancellationToken cancellationToken)
    {
        var token = new ProgressToken($"codeassist-{Interlocked.Increment(ref _lastProgress)}");
        var progress = new WorkDoneProgress(_connection, token, () => _progress.TryRemove(token, out _));
        if (!Capabilities.CanShowProgress)
        {
            return progress;
        }

        // Known before the editor hears of it, so that a cancel cannot come too early.
        _progress[token] = progress;
        try
        {
            await _connection.CallAsync(
                LspMethod.CreateWorkDoneProgress,
                new WorkDoneProgressCreateParams(token),
                LspJsonContext.Default.WorkDoneProgressCreateParams,
                LspJsonContext.Default.JsonElement,
                cancellationToken);
            progress.Begin(ShownText.Of(title), isCancellable);
        }
        catch (Exception exception) when (exception is JsonRpcException or IOException)
        {
            // The editor does not want to show it, or is gone.
            _progress.TryRemove(token, out _);
        }

        return progress;
    }

    internal void Initialized(InitializeParams parameters)
    {
        Capabilities = parameters.Capabilities ?? new ClientCapabilities();
        SetTrace(parameters.Trace ?? TraceValue.Off);
    }

    internal void SetTrace(string value) => _trace = value;

    internal void CancelProgress(ProgressToken token)
    {
        if (_progress.TryGetValue(token, out var progress))
        {
            progress.Cancel();
        }
    }

    private async Task<string?> PickByButtonAsync(PickParams pick, CancellationToken cancellationToken)
    {
        var offered = pick.Items.Take(MostButtons).ToList();
        var labels = offered.ConvertAll(item => item.Description is { } description ? $"{item.Label} ({description})" : item.Label);
        var rest = pick.Items.Count - offered.Count;
        var question = rest == 0 ? pick.Title : string.Create(CultureInfo.InvariantCulture, $"{pick.Title} (the first {MostButtons} of {pick.Items.Count})");
        var answer = await AskAsync(MessageType.Information, question, labels, cancellationToken);
        return answer is null ? null : offered[labels.IndexOf(answer)].Id;
    }

    /// <summary>The same, with another weight than a warning's.</summary>
    public async Task<string?> AskAsync(MessageType type, string question, IReadOnlyList<string> answers, CancellationToken cancellationToken)
    {
        var chosen = await _connection.CallAsync(
            LspMethod.ShowMessageRequest,
            new ShowMessageRequestParams(type, ShownText.Of(question), [.. answers.Select(answer => new MessageActionItem(answer))]),
            LspJsonContext.Default.ShowMessageRequestParams,
            LspJsonContext.Default.JsonElement,
            cancellationToken);
        var title = chosen.ValueKind is JsonValueKind.Object && chosen.TryGetProperty("title", out var named) && named.ValueKind is JsonValueKind.String ? named.GetString() : null;
        return answers.FirstOrDefault(answer => string.Equals(answer, title, StringComparison.Ordinal));
    }
}
