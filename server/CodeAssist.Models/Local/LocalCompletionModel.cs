using System.Diagnostics;
using CodeAssist.Core.Completion.Mixing;
using CodeAssist.Core.Completion.Prompting;
using CodeAssist.Core.Models;
using CodeAssist.ModelHost.Protocol;
using Microsoft.Extensions.Logging;
using GenerationLimits = CodeAssist.Core.Models.GenerationLimits;

namespace CodeAssist.Models.Local;

/// <summary>The model in the host process, as one that completes code.</summary>
/// <remarks>Thread-safe. Who else uses the same file may share its <see cref="LocalModel"/>.</remarks>
public sealed class LocalCompletionModel : IWatchedModel
{
    private readonly LocalModel _model;
    private readonly HostRequests _requests;
    private readonly bool _ownsModel;

    /// <param name="model">The model; the caller's to dispose.</param>
    public LocalCompletionModel(LocalModel model)
    {
        _model = model;
        _requests = new HostRequests(model.Options.Client);
    }

    /// <summary>With a model of its own.</summary>
    public LocalCompletionModel(LocalModelOptions options, IModelHostLauncher launcher, TimeProvider time, ILogger logger)
        : this(new LocalModel(options, launcher, time, logger)) => _ownsModel = true;

    public event Action<ModelAvailability>? Changed
    {
        add => _model.Changed += value;
        remove => _model.Changed -= value;
    }

    public event Action<string>? Notice
    {
        add => _model.Notice += value;
        remove => _model.Notice -= value;
    }

    /// <summary>What the host said of the loaded model, or null while there is none.</summary>
    public ModelDescription? Description => _model.Description;

    /// <summary>Absolute path of the file that it runs.</summary>
    public string Path => _model.Path;

    public CompletionModel? Ready => (_model.State as LocalModelState.Up)?.Availability is ModelAvailability.Ready { Model: var model } ? model : null;

    public Confidence Confidence => Ready?.Confidence ?? _model.Options.Confidences.Default;

    /// <summary>Process id of the host, or null while there is none.</summary>
    public int? HostProcessId => _model.HostProcessId;

    public async Task<ModelAvailability> GetReadyAsync(TimeSpan patience, CancellationToken cancellationToken) =>
        await _model.GetReadyAsync(patience, cancellationToken) switch
        {
            LocalModelState.Up up => up.Availability,
            LocalModelState.Down down => new ModelAvailability.Unavailable(down.Failure),
            _ => new ModelAvailability.Loading(_model.Loaded),
        };

    public void EndLoading() => _model.EndLoading();

    public Task<ModelReply> GenerateAsync(
        FimPrompt prompt, GenerationLimits limits, Action<string>? onText, CancellationToken cancellationToken) => _model.AskAsync<ModelReply>(
        async (up, token) =>
        {
            var begun = Stopwatch.GetTimestamp();
            using var stream = onText is null ? null : up.Connection.Streams.Open(onText);
            var result = await up.Connection.CallAsync(
                HostProtocol.Generate,
                _requests.Generate(up.Description.ModelId, prompt, limits, stream?.Id),
                HostJsonContext.Default.GenerateParams,
                HostJsonContext.Default.GenerateResult,
                token);

            return result.Generation is { } generation
                ? HostVocabulary.FromWire(generation, Stopwatch.GetElapsedTime(begun))
                : new ModelReply.Failed(await _model.ReadFailureAsync(up, result.Failure));
        },
        failure => new ModelReply.Failed(failure),
        limits.Timeout,
        cancellationToken);

    public Task<ScoreReply> ScoreAsync(
        FimPrompt prompt, IReadOnlyList<string> continuations, GenerationLimits limits, CancellationToken cancellationToken) => _model.AskAsync<ScoreReply>(
        async (up, token) =>
        {
            var begun = Stopwatch.GetTimestamp();
            var result = await up.Connection.CallAsync(
                HostProtocol.Score,
                _requests.Score(up.Description.ModelId, prompt, continuations, limits),
                HostJsonContext.Default.ScoreParams,
                HostJsonContext.Default.ScoreResult,
                token);

            return result.Scoring is { } scoring
                ? HostVocabulary.FromWire(scoring, Stopwatch.GetElapsedTime(begun))
                : new ScoreReply.Failed(await _model.ReadFailureAsync(up, result.Failure));
        },
        failure => new ScoreReply.Failed(failure),
        limits.Timeout,
        cancellationToken);

    /// <inheritdoc cref="LocalModel.UseAsync" />
    public Task UseAsync(string path) => string.Equals(path, Path, StringComparison.Ordinal) ? Task.CompletedTask : _model.UseAsync(path);

    public ValueTask DisposeAsync() => _ownsModel ? _model.DisposeAsync() : ValueTask.CompletedTask;
}
