using CodeAssist.JsonRpc;
using CodeAssist.ModelHost.Inference;
using CodeAssist.ModelHost.Protocol;
using Microsoft.Extensions.Logging;

namespace CodeAssist.ModelHost.Serving;

/// <summary>One connection: its requests are answered concurrently and cancelled when it ends.</summary>
internal sealed partial class ClientSession : IAsyncDisposable
{
    private readonly HostIdentity _identity;
    private readonly Libraries _libraries;
    private readonly ModelRegistry _models;
    private readonly DeviceDesk _devices;
    private readonly IdleClock _idle;
    private readonly ILogger _logger;
    private readonly JsonRpcConnection _connection;
    private string _client = "unnamed";

    public ClientSession(Stream stream, HostIdentity identity, Libraries libraries, ModelRegistry models, DeviceDesk devices, IdleClock idle, ILogger logger)
    {
        _identity = identity;
        _libraries = libraries;
        _models = models;
        _devices = devices;
        _idle = idle;
        _logger = logger;
        _connection = new JsonRpcConnection(stream, stream, Methods(), JsonRpcOptions.Default, logger);
    }

    /// <summary>Serves until the client leaves or the host ends.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var end = await _connection.RunAsync(cancellationToken);
        Log.Left(_logger, _client, end.Reason);
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private MethodTable Methods()
    {
        var json = HostJsonContext.Default;
        return new MethodTable(_logger)
            .On(HostProtocol.Hello, json.HelloParams, json.HelloResult, HelloAsync)
            .On(HostProtocol.Status, json.StatusParams, json.StatusResult, StatusAsync)
            .On(HostProtocol.InspectModel, json.InspectModelParams, json.InspectModelResult, InspectAsync)
            .On(HostProtocol.DistrustDevice, json.DistrustDeviceParams, json.DistrustDeviceResult, (parameters, _) => Task.FromResult(_devices.Distrust(parameters)))
            .On(HostProtocol.TrustDevices, json.TrustDevicesParams, json.TrustDevicesResult, (_, _) => Task.FromResult(_devices.TrustAll()))
            .On(HostProtocol.LoadModel, json.LoadModelParams, json.LoadModelResult, LoadAsync)
            .On(HostProtocol.UnloadModel, json.UnloadModelParams, json.UnloadModelResult, UnloadAsync)
            .On(HostProtocol.Generate, json.GenerateParams, json.GenerateResult, GenerateAsync)
            .On(HostProtocol.Chat, json.ChatParams, json.ChatResult, ChatAsync)
            .On(HostProtocol.Score, json.ScoreParams, json.ScoreResult, ScoreAsync)
            .On(HostProtocol.CountTokens, json.CountTokensParams, json.CountTokensResult, CountTokensAsync);
    }

    private Task<HelloResult> HelloAsync(HelloParams parameters, CancellationToken cancellationToken)
    {
        _client = parameters.Client;
        Log.Arrived(_logger, _client, parameters.Protocol);
        return Task.FromResult(new HelloResult(HostProtocol.Version, _identity.Build, Environment.ProcessId, _identity.Network));
    }

    private Task<StatusResult> StatusAsync(StatusParams parameters, CancellationToken cancellationToken) =>
        Task.FromResult(HostStatus.Read(_libraries, _devices.Quarantine, _idle.Clients, _models.Loaded));

    // The header alone, but of a large vocabulary, and perhaps from a slow disk: not on the thread that reads requests.
    private static Task<InspectModelResult> InspectAsync(InspectModelParams parameters, CancellationToken cancellationToken) =>
        Task.Run(() => FileInspection.Read(parameters.Path, parameters.Adapter), cancellationToken);

    private async Task<LoadModelResult> LoadAsync(LoadModelParams parameters, CancellationToken cancellationToken)
    {
        var result = await _models.LoadAsync(parameters, Report, cancellationToken);
        return result;

        void Report(LoadProgress progress) => _connection.Notify(
            HostProtocol.LoadProgress, new LoadProgressParams(parameters.ModelId, progress.Fraction, progress.Doing), HostJsonContext.Default.LoadProgressParams);
    }

    private Task<UnloadModelResult> UnloadAsync(UnloadModelParams parameters, CancellationToken cancellationToken) =>
        Task.FromResult(new UnloadModelResult(_models.Unload(parameters.ModelId)));

    private async Task<GenerateResult> GenerateAsync(GenerateParams parameters, CancellationToken cancellationToken)
    {
        using var lease = _models.Lease(parameters.ModelId);
        if (lease is null)
        {
            return new GenerateResult(null, NotLoaded(parameters.ModelId));
        }

        var result = await lease.Model.GenerateAsync(parameters, StreamTo(parameters.StreamId), cancellationToken);
        Note(parameters.Priority, result.Generation?.Finish, result.Generation?.Usage, result.Failure);
        return result;
    }

    private async Task<ChatResult> ChatAsync(ChatParams parameters, CancellationToken cancellationToken)
    {
        using var lease = _models.Lease(parameters.ModelId);
        if (lease is null)
        {
            return new ChatResult(null, NotLoaded(parameters.ModelId));
        }

        var result = await lease.Model.ChatAsync(parameters, StreamTo(parameters.StreamId), cancellationToken);
        Note(parameters.Priority, result.Answer?.Finish, result.Answer?.Usage, result.Failure);
        return result;
    }

    private Action<string>? StreamTo(string? streamId) => streamId is null
        ? null
        : piece => _connection.Notify(HostProtocol.GeneratedText, new GeneratedTextParams(streamId, piece), HostJsonContext.Default.GeneratedTextParams);

    private void Note(GenerationPriority priority, FinishReason? finish, GenerationUsage? usage, HostFailure? failure)
    {
        if (usage is not null && finish is { } reason)
        {
            Log.Generated(_logger, priority, reason, usage.PromptTokens, usage.ReusedTokens, usage.GeneratedTokens, usage.TotalMilliseconds);
        }
        else if (failure is not null)
        {
            Log.Failed(_logger, priority, failure.Kind, failure.Message);
        }
    }

    private async Task<ScoreResult> ScoreAsync(ScoreParams parameters, CancellationToken cancellationToken)
    {
        using var lease = _models.Lease(parameters.ModelId);
        if (lease is null)
        {
            return new ScoreResult(null, NotLoaded(parameters.ModelId));
        }

        var result = await lease.Model.ScoreAsync(parameters, cancellationToken);
        if (result.Scoring is { } scoring)
        {
            Log.Scored(
                _logger, parameters.Priority, scoring.Scores.Count, scoring.Usage.PromptTokens, scoring.Usage.ReusedTokens,
                scoring.Usage.ScoredTokens, scoring.Usage.TotalMilliseconds);
        }
        else if (result.Failure is { } failure)
        {
            Log.Failed(_logger, parameters.Priority, failure.Kind, failure.Message);
        }

        return result;
    }

    private Task<CountTokensResult> CountTokensAsync(CountTokensParams parameters, CancellationToken cancellationToken)
    {
        using var lease = _models.Lease(parameters.ModelId);
        return Task.FromResult(lease is null
            ? new CountTokensResult(null, NotLoaded(parameters.ModelId))
            : new CountTokensResult(lease.Model.CountTokens(parameters.Texts), null));
    }

    private static HostFailure NotLoaded(string modelId) =>
        new(HostFailureKind.ModelNotLoaded, $"The model '{modelId}' is not loaded.", "Load it first.");

    private static partial class Log
    {
        [LoggerMessage(310, LogLevel.Information, "{Client} arrived, protocol {Protocol}")]
        public static partial void Arrived(ILogger logger, string client, int protocol);

        [LoggerMessage(311, LogLevel.Information, "{Client} left: {Reason}")]
        public static partial void Left(ILogger logger, string client, string reason);

        [LoggerMessage(312, LogLevel.Debug, "{Priority} ended with {Finish}: {Prompt} prompt tokens, {Reused} reused, {Generated} generated, {Milliseconds:F1} ms")]
        public static partial void Generated(
            ILogger logger, GenerationPriority priority, FinishReason finish, int prompt, int reused, int generated, double milliseconds);

        [LoggerMessage(313, LogLevel.Warning, "{Priority} failed with {Kind}: {Reason}")]
        public static partial void Failed(ILogger logger, GenerationPriority priority, HostFailureKind kind, string reason);

        [LoggerMessage(314, LogLevel.Debug, "{Priority} scored {Continuations} texts: {Prompt} prompt tokens, {Reused} reused, {Scored} scored, {Milliseconds:F1} ms")]
        public static partial void Scored(
            ILogger logger, GenerationPriority priority, int continuations, int prompt, int reused, int scored, double milliseconds);
    }
}
