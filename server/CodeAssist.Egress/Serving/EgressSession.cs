using System.Security.Cryptography;
using System.Text;
using CodeAssist.Core.Providers;
using CodeAssist.Egress.Chat;
using CodeAssist.Egress.Completion;
using CodeAssist.Egress.Downloads;
using CodeAssist.Egress.Protocol;
using CodeAssist.Egress.Transport;
using CodeAssist.JsonRpc;
using Microsoft.Extensions.Logging;

namespace CodeAssist.Egress.Serving;

/// <summary>The connection of a client. Until it has shown the token it is told nothing but to leave.</summary>
internal sealed partial class EgressSession : IAsyncDisposable, IAttemptClient
{
    // More wait their turn, and are dropped with the process when nothing may leave any more.
    private const int CallsAtOnce = 4;

    private static readonly TimeSpan _helloLimit = TimeSpan.FromSeconds(10);

    private readonly string _token;
    private readonly ProviderSet _providers;
    private readonly ILogger _logger;
    private readonly JsonRpcConnection _connection;
    private readonly DownloadDesk _downloads;
    private readonly SemaphoreSlim _turns = new(CallsAtOnce);

    public EgressSession(Stream stream, string token, ProviderSet providers, ILogger logger)
    {
        _token = token;
        _providers = providers;
        _logger = logger;
        _downloads = providers.OpenDownloads(this, outcome => _connection!.Notify(EgressProtocol.AttemptEnded, outcome, EgressJsonContext.Default.AttemptEndedParams));
        _connection = new JsonRpcConnection(stream, stream, Methods(), JsonRpcOptions.Default, logger);
    }

    /// <summary>Whether the client has shown the token.</summary>
    public bool IsTrusted { get; private set; }

    /// <summary>Serves until the client leaves, is sent away, or egress ends.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var patience = new Timer(_ => CloseUnlessTrusted(), null, _helloLimit, Timeout.InfiniteTimeSpan);
        await _connection.RunAsync(cancellationToken);
    }

    Task<AttemptResult> IAttemptClient.BeginAsync(AttemptParams attempt, CancellationToken cancellationToken) => _connection.CallAsync(
        EgressProtocol.Attempt, attempt, EgressJsonContext.Default.AttemptParams, EgressJsonContext.Default.AttemptResult, cancellationToken);

    void IAttemptClient.Refused(AttemptRefusedParams refusal) =>
        _connection.Notify(EgressProtocol.AttemptRefused, refusal, EgressJsonContext.Default.AttemptRefusedParams);

    public async ValueTask DisposeAsync()
    {
        await _connection.DisposeAsync();
        await _downloads.DisposeAsync();
        _turns.Dispose();
    }

    private MethodTable Methods()
    {
        var json = EgressJsonContext.Default;
        return new MethodTable(_logger)
            .On(EgressProtocol.Hello, json.HelloParams, json.HelloResult, HelloAsync)
            .On(EgressProtocol.SetKey, json.SetKeyParams, json.SetKeyResult, SetKeyAsync)
            .On(EgressProtocol.Chat, json.ChatParams, json.ChatResult, ChatAsync)
            .On(EgressProtocol.Fim, json.FimParams, json.ChatResult, CompleteAsync)
            .On(EgressProtocol.DownloadOpen, json.DownloadOpenParams, json.DownloadOpenResult, OpenDownloadAsync)
            .On(EgressProtocol.DownloadRead, json.DownloadReadParams, json.DownloadReadResult, ReadDownloadAsync)
            .On(EgressProtocol.ModelSearch, json.ModelSearchParams, json.ModelSearchResult, SearchAsync);
    }

    private Task<HelloResult> HelloAsync(HelloParams parameters, CancellationToken cancellationToken)
    {
        if (!CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(parameters.Token), Encoding.UTF8.GetBytes(_token)))
        {
            _connection.Close();
            throw Refusal("The token is not the one that the broker gave");
        }

        IsTrusted = true;
        Log.Arrived(_logger, parameters.Client, parameters.Protocol);
        return Task.FromResult(new HelloResult(EgressProtocol.Version, Environment.ProcessId, _providers.Describe()));
    }

    private Task<SetKeyResult> SetKeyAsync(SetKeyParams parameters, CancellationToken cancellationToken)
    {
        RequireTrust();
        return Task.FromResult(new SetKeyResult(
            _providers.Find(parameters.Provider) is not { } provider ? Unknown(parameters.Provider)
            : _providers.TrySetKey(provider, parameters.Key) ? null
            : new EgressFailure(EgressFailureKind.InvalidRequest, $"What was given as the key of {provider.Name} cannot be a key.", "Copy the key again, without blanks or line ends.")));
    }

    private async Task<ChatResult> ChatAsync(ChatParams parameters, CancellationToken cancellationToken)
    {
        RequireTrust();
        if (_providers.Find(parameters.Provider) is not { } provider)
        {
            return new ChatResult(null, Unknown(parameters.Provider));
        }

        if (parameters.Turns.Count == 0 || parameters.Model.Length == 0)
        {
            return new ChatResult(null, new EgressFailure(EgressFailureKind.InvalidRequest, "A request needs a model and at least one message.", "Name both."));
        }

        var card = _providers.FindCard(provider, parameters.Model);
        return await AskAsync(
            parameters.CallId,
            parameters.Model,
            provider,
            TransportLimits.For(provider.Place, card),
            (transport, limits, _) => new ChatCall(provider, card, transport, limits, _providers.Time).RunAsync(parameters, piece => Tell(parameters.CallId, piece), cancellationToken),
            cancellationToken);
    }

    private async Task<ChatResult> CompleteAsync(FimParams parameters, CancellationToken cancellationToken)
    {
        RequireTrust();

        // Whoever types sends a piece of code for every second key: that goes to nobody but a server of the user's own.
        if (_providers.Find(parameters.Provider) is not { Place: not ProviderPlace.Internet } provider)
        {
            return new ChatResult(null, Unknown(parameters.Provider));
        }

        if (parameters.Model.Length == 0)
        {
            return new ChatResult(null, new EgressFailure(
                EgressFailureKind.InvalidRequest, "No model is named that completes code.", "Name it: completion.endpointModel, or that of the endpoint."));
        }

        return await AskAsync(
            parameters.CallId,
            parameters.Model,
            provider,
            TransportLimits.For(provider.Place, card: null),
            (transport, _, call) => new FimCall(provider, transport).RunAsync(parameters, () => call.Status, piece => Tell(parameters.CallId, piece), cancellationToken),
            cancellationToken);
    }

    private async Task<ChatResult> AskAsync(
        string callId, string model, Provider provider, TransportLimits limits, Func<HttpClient, TransportLimits, OutgoingCall, Task<ChatResult>> ask, CancellationToken cancellationToken)
    {
        await _turns.WaitAsync(cancellationToken);
        var call = new OutgoingCall(callId, model, provider, this);
        using var transport = _providers.OpenTransport(provider, call, limits);
        ChatResult? result = null;
        try
        {
            result = await ask(transport, limits, call);
            return result;
        }
        finally
        {
            _turns.Release();
            if (call.IsRecorded)
            {
                var ended = new AttemptEndedParams(
                    callId, call.Status, call.ReceivedBytes, result?.Answer?.Usage ?? result?.Usage, result is null ? TransportFailures.Broken(provider) : result.Failure);
                _connection.Notify(EgressProtocol.AttemptEnded, ended, EgressJsonContext.Default.AttemptEndedParams);
            }

            Log.Ended(_logger, provider.Id, call.Status ?? 0, call.ReceivedBytes, result?.Failure?.Kind.ToString() ?? (result is null ? "cancelled" : "answered"));
        }
    }

    private void Tell(string callId, string text) =>
        _connection.Notify(EgressProtocol.ChatPiece, new ChatPieceParams(callId, text), EgressJsonContext.Default.ChatPieceParams);

    private Task<DownloadOpenResult> OpenDownloadAsync(DownloadOpenParams parameters, CancellationToken cancellationToken)
    {
        RequireTrust();
        return _downloads.OpenAsync(parameters, cancellationToken);
    }

    private Task<DownloadReadResult> ReadDownloadAsync(DownloadReadParams parameters, CancellationToken cancellationToken)
    {
        RequireTrust();
        return _downloads.ReadAsync(parameters, cancellationToken);
    }

    private Task<ModelSearchResult> SearchAsync(ModelSearchParams parameters, CancellationToken cancellationToken)
    {
        RequireTrust();
        return _downloads.SearchAsync(parameters, cancellationToken);
    }

    private void CloseUnlessTrusted()
    {
        if (!IsTrusted)
        {
            _connection.Close();
        }
    }

    private void RequireTrust()
    {
        if (!IsTrusted)
        {
            _connection.Close();
            throw Refusal("Say hello first");
        }
    }

    private static JsonRpcException Refusal(string message) => new(new JsonRpcError(JsonRpcErrorCode.InvalidRequest, message));

    private static EgressFailure Unknown(string provider) => new(
        EgressFailureKind.ProviderUnknown,
        $"'{provider}' cannot be asked here.",
        "Where nothing may leave the machine, only the model server on it that your settings name; otherwise the providers of `codeassist doctor`.");

    private static partial class Log
    {
        [LoggerMessage(520, LogLevel.Information, "{Client} arrived, protocol {Protocol}")]
        public static partial void Arrived(ILogger logger, string client, int protocol);

        [LoggerMessage(521, LogLevel.Information, "A call of {Provider} ended: status {Status}, {Bytes} bytes received, {Outcome}")]
        public static partial void Ended(ILogger logger, string provider, int status, long bytes, string outcome);
    }
}
