using System.Collections.Concurrent;
using System.IO.Pipes;
using CodeAssist.JsonRpc;
using CodeAssist.ModelHost.Protocol;
using Microsoft.Extensions.Logging.Abstractions;

namespace CodeAssist.Models.Tests.Local;

/// <summary>A model host on a real pipe that says what a test tells it to.</summary>
internal sealed class ScriptedHost : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly HostEndpoint _endpoint;
    private readonly Task _listening;
    private readonly ConcurrentBag<NamedPipeServerStream> _pipes = [];

    private ScriptedHost(HostEndpoint endpoint)
    {
        _endpoint = endpoint;
        _listening = ListenAsync(Listen());
    }

    public static ModelDescription Description { get; } = new(
        "id", "scripted", "llama", PromptLayout: null, MinimumProbability: null, VocabularySize: 100, ContextTokens: 1024, Parameters: 1, FileBytes: 1,
        [SpecialToken.FimPrefix, SpecialToken.FimSuffix, SpecialToken.FimMiddle], FimRefusal: null, ChatTemplate: "chatml", ChatRefusal: null,
        new DeviceChoice("CPU", "because", []), Threads: 1, LoadMilliseconds: 1);

    public Func<LoadModelParams, LoadModelResult> Load { get; set; } = _ => new LoadModelResult(Description, null);

    /// <summary>What happens between the wish for a model and the answer to it.</summary>
    public Func<LoadModelParams, Task> BeforeLoad { get; set; } = _ => Task.CompletedTask;

    public Func<GenerateParams, CancellationToken, Task<GenerateResult>> Generate { get; set; } =
        (_, _) => Task.FromResult(Saying("text"));

    public Func<ScoreParams, CancellationToken, Task<ScoreResult>> Score { get; set; } = (parameters, _) => Task.FromResult(Scoring(parameters));

    public Func<ChatParams, CancellationToken, Task<ChatResult>> Chat { get; set; } = (_, _) => Task.FromResult(Answering("text"));

    /// <summary>Told of a device that no model is to be put on any more.</summary>
    public Action<DistrustDeviceParams> Distrust { get; set; } = _ => { };

    /// <summary>Tells the client that connected last how far a model is.</summary>
    public Action<LoadProgressParams> Progress { get; private set; } = _ => { };

    /// <summary>Sends a piece of a stream to the client that connected last.</summary>
    public Action<string, string> Stream { get; private set; } = (_, _) => { };

    public List<LoadModelParams> Loads { get; } = [];

    public static GenerateResult Saying(string text) =>
        new(new Generation(text, FinishReason.StopText, Math.Log(0.5), new GenerationUsage(8, 4, 0, 2, 3, 1, 0, 1, 2), []), null);

    public static ChatResult Answering(string text, FinishReason finish = FinishReason.EndOfText) =>
        new(new ChatAnswer(text, finish, new GenerationUsage(8, 4, 0, 2, 0, 0, 0, 1, 2)), null);

    /// <summary>A text has as many tokens as characters, each as likely as not.</summary>
    public static ScoreResult Scoring(ScoreParams parameters) => new(
        new Scoring(
            [.. parameters.Continuations.Select(text => new ContinuationScore(text.Length * Math.Log(0.5), text.Length, IsCut: false, Math.Log(0.25)))],
            new ScoringUsage(8, 7, 0, parameters.Continuations.Sum(text => text.Length), 0, 2)),
        null);

    /// <summary>Listens before it returns, so that a client finds it at once.</summary>
    public static ScriptedHost Start(HostEndpoint endpoint) => new(endpoint);

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        foreach (var pipe in _pipes)
        {
            await pipe.DisposeAsync();
        }

        await _listening;
        _stopping.Dispose();
    }

    private NamedPipeServerStream Listen()
    {
        var pipe = new NamedPipeServerStream(
            _endpoint.PipeName,
            PipeDirection.InOut,
            NamedPipeServerStream.MaxAllowedServerInstances,
            PipeTransmissionMode.Byte,
            PipeOptions.Asynchronous | PipeOptions.CurrentUserOnly);
        _pipes.Add(pipe);
        return pipe;
    }

    private async Task ListenAsync(NamedPipeServerStream pipe)
    {
        var serving = new List<Task>();
        try
        {
            while (true)
            {
                await pipe.WaitForConnectionAsync(_stopping.Token);
                serving.Add(ServeAsync(pipe));
                pipe = Listen();
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(serving);
        }
    }

    private async Task ServeAsync(NamedPipeServerStream pipe)
    {
        var json = HostJsonContext.Default;
        var methods = new MethodTable(NullLogger.Instance)
            .On(HostProtocol.Hello, json.HelloParams, json.HelloResult, (_, _) =>
                Task.FromResult(new HelloResult(HostProtocol.Version, "test", Environment.ProcessId, NetworkFilterState.Enforced)))
            .On(HostProtocol.LoadModel, json.LoadModelParams, json.LoadModelResult, async (parameters, _) =>
            {
                Loads.Add(parameters);
                await BeforeLoad(parameters);
                return Load(parameters);
            })
            .On(HostProtocol.DistrustDevice, json.DistrustDeviceParams, json.DistrustDeviceResult, (parameters, _) =>
            {
                Distrust(parameters);
                return Task.FromResult(new DistrustDeviceResult(parameters.Device));
            })
            .On(HostProtocol.Generate, json.GenerateParams, json.GenerateResult, (parameters, token) => Generate(parameters, token))
            .On(HostProtocol.Chat, json.ChatParams, json.ChatResult, (parameters, token) => Chat(parameters, token))
            .On(HostProtocol.Score, json.ScoreParams, json.ScoreResult, (parameters, token) => Score(parameters, token));
        await using var connection = new JsonRpcConnection(pipe, pipe, methods, JsonRpcOptions.Default, NullLogger.Instance);
        Progress = progress => connection.Notify(HostProtocol.LoadProgress, progress, json.LoadProgressParams);
        Stream = (id, text) => connection.Notify(HostProtocol.GeneratedText, new GeneratedTextParams(id, text), json.GeneratedTextParams);
        await connection.RunAsync(_stopping.Token);
    }
}
