using System.Text.Json.Serialization.Metadata;
using CodeAssist.JsonRpc;
using CodeAssist.Lsp.Protocol;
using Microsoft.Extensions.Logging.Abstractions;

namespace CodeAssist.Server.Verification;

/// <summary>The editor's side of a language server, as far as a scripted session needs it.</summary>
internal sealed class EditorAtWork : IAsyncDisposable
{
    private static readonly TimeSpan _callLimit = TimeSpan.FromSeconds(60);

    private readonly JsonRpcConnection _connection;
    private readonly Task _running;

    /// <param name="fromServer">What the server says.</param>
    /// <param name="toServer">What is said to it.</param>
    public EditorAtWork(Stream fromServer, Stream toServer)
    {
        // It announces no capability. Asked what every editor can be asked, it takes the last answer, which is the careful one.
        var methods = new MethodTable(NullLogger.Instance).On(
            LspMethod.ShowMessageRequest,
            LspJsonContext.Default.ShowMessageRequestParams,
            LspJsonContext.Default.MessageActionItem,
            static (asked, _) => Task.FromResult(asked.Actions[^1]));
        foreach (var notification in (string[])[LspMethod.LogMessage, LspMethod.ShowMessage, LspMethod.Progress, LspMethod.Status])
        {
            methods.OnNotification(notification, LspJsonContext.Default.JsonElement, static _ => { });
        }

        _connection = new JsonRpcConnection(fromServer, toServer, methods, JsonRpcOptions.Default, NullLogger.Instance);
        _running = _connection.RunAsync(CancellationToken.None);
    }

    public async Task<TResult> AskAsync<TParams, TResult>(
        string method, TParams parameters, JsonTypeInfo<TParams> parametersType, JsonTypeInfo<TResult> resultType, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(_callLimit);
        return await _connection.CallAsync(method, parameters, parametersType, resultType, deadline.Token);
    }

    public void Tell<TParams>(string method, TParams parameters, JsonTypeInfo<TParams> parametersType) =>
        _connection.Notify(method, parameters, parametersType);

    public async ValueTask DisposeAsync()
    {
        await _connection.DisposeAsync();
        await _running;
    }
}
