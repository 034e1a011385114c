using System.Threading.Channels;
using CodeAssist.Core.Completion.Mixing;
using CodeAssist.Core.Completion.Prompting;
using CodeAssist.Core.Completion.Remote;
using CodeAssist.Core.Models;
using CodeAssist.Core.Privacy.Gate;
using CodeAssist.Core.Privacy.Secrets;
using CodeAssist.Core.Providers;
using CodeAssist.Core.Spending;
using CodeAssist.Egress.Protocol;
using CodeAssist.JsonRpc;

namespace CodeAssist.Models.Egress;

/// <summary>A model server that the user named, as the one that completes code: on this machine, or at the private endpoint.</summary>
/// <remarks>
/// Thread-safe. Every question goes through egress: gate, ledger and policy hold as for any other. Nobody else is asked where it fails; the failure says why.
/// </remarks>
/// <param name="link">The way to egress.</param>
/// <param name="gate">Judges where the code comes from.</param>
/// <param name="options">Who is asked.</param>
/// <param name="origins">Says where the text of a prompt comes from.</param>
/// <param name="time">Measures, and ends what takes too long.</param>
public sealed class EndpointCompletionModel(
    EgressLink link,
    PayloadGate gate,
    EndpointModelOptions options,
    Func<FimPrompt, CancellationToken, Task<IReadOnlyList<PartOrigin>>> origins,
    TimeProvider time) : IWatchedModel
{
    /// <summary>Nobody says how sure it is: more than a guess of the workspace, less than what stands there often.</summary>
    private const double UnknownProbability = 0.5;

    private const int MostStops = 4;

    // A server that is down is not asked again for each key.
    private static readonly TimeSpan _rest = TimeSpan.FromSeconds(10);

    // What goes to a model server on this machine does not leave it; what is never sent and what is hidden stays out all the same.
    private static readonly PayloadGate _onThisMachine = new(_ => RepositoryStanding.MayLeave, SecretScanner.Default);

    private readonly CompletionModel _model = new(
        options.Model,
        options.Place,
        options.Family?.Layout ?? FimLayout.PrefixSuffixMiddle,
        options.ContextTokens,
        options.Family?.Separators ?? PromptSeparators.None,
        BeginsText: false,
        MinimumProbability: 0);

    private readonly Lock _lock = new();
    private ModelAvailability _now = new ModelAvailability.Loading(0);
    private long _failedAt;
    private Task<ModelAvailability>? _looking;

    public event Action<ModelAvailability>? Changed;

    /// <summary>Never raised: there is nothing that is not an answer or a failure.</summary>
    public event Action<string>? Notice
    {
        add { }
        remove { }
    }

    public CompletionModel? Ready => (Now as ModelAvailability.Ready)?.Model;

    public Confidence Confidence => Confidence.Uncalibrated;

    private ModelAvailability Now
    {
        get
        {
            lock (_lock)
            {
                return _now;
            }
        }
    }

    public async Task<ModelAvailability> GetReadyAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        Task<ModelAvailability> looking;
        lock (_lock)
        {
            if (patience == TimeSpan.Zero && _now is ModelAvailability.Unavailable && time.GetElapsedTime(_failedAt) < _rest)
            {
                return _now;
            }

            looking = _looking is { IsCompleted: false } under ? under : _looking = LookAsync();
        }

        try
        {
            return await looking.WaitAsync(patience, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            // Egress is being started.
            return new ModelAvailability.Loading(0);
        }
    }

    public async Task<ModelReply> GenerateAsync(FimPrompt prompt, GenerationLimits limits, Action<string>? onText, CancellationToken cancellationToken)
    {
        if (FimText.Of(prompt, options.Family) is not { } text)
        {
            return Refused("The code around the caret has one of the markers that the model knows prompts by.", "Nothing was sent.");
        }

        using var deadline = new CancellationTokenSource(limits.Timeout, time);
        using var asked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            var from = await origins(prompt, asked.Token);
            PayloadPart[] parts = [new(text.Prompt, from), new(text.Suffix ?? "", from)];
            return (options.Provider is ProviderTable.LoopbackId ? _onThisMachine : gate).Admit(parts) switch
            {
                Admission.Refused { Refusal: var refusal } => Refused(refusal.Sentence, refusal.NextStep),
                Admission.Admitted { Parts: var admitted } when admitted.Any(part => part.Withheld is not null) =>
                    Refused("This file is never sent to another program: an ignore file excludes it, or it is of a kind that holds secrets.", "Nothing was sent."),
                Admission.Admitted { Parts: [var before, var after] } => await AskAsync(
                    new FimText(before.Text, text.Suffix is null ? null : after.Text), new CallNote(Reason(text, limits), SourcedText.Repositories(parts)), limits, onText, asked.Token),
                _ => throw new System.Diagnostics.UnreachableException(),
            };
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new ModelReply.Failed(new ModelFailure(
                ModelFailureKind.TimedOut, $"{options.Model} at {options.Place} did not answer in time.", "Look at what else that server does, or choose a smaller model."));
        }
    }

    /// <summary>Such servers do not score texts.</summary>
    public Task<ScoreReply> ScoreAsync(FimPrompt prompt, IReadOnlyList<string> continuations, GenerationLimits limits, CancellationToken cancellationToken) =>
        Task.FromResult<ScoreReply>(new ScoreReply.Failed(new ModelFailure(ModelFailureKind.Refused, "A model server does not say how likely a text is.", "Ask it to write.")));

    /// <summary>The link is others', too.</summary>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task<ModelReply> AskAsync(FimText text, CallNote note, GenerationLimits limits, Action<string>? onText, CancellationToken cancellationToken)
    {
        var (connection, refusal) = await link.OpenAsync(options.Provider, cancellationToken);
        if (connection is null)
        {
            return Fail(refusal!);
        }

        var call = connection.Open(note);

        // Whoever stops reading stops the question with it.
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            return await ReadAsync(call.Pieces, AskAsync(connection, Question(call.Id, text, limits), ended.Token), limits, onText, ended, cancellationToken);
        }
        finally
        {
            await ended.CancelAsync();
        }
    }

    private async Task<ModelReply> ReadAsync(
        ChannelReader<string> pieces, Task<ChatResult> asking, GenerationLimits limits, Action<string>? onText, CancellationTokenSource ended, CancellationToken cancellationToken)
    {
        var begun = time.GetTimestamp();
        TimeSpan? first = null;
        var answer = new StoppedText(limits.StopTexts);
        var count = 0;
        await foreach (var piece in pieces.ReadAllAsync(cancellationToken))
        {
            count++;
            first ??= time.GetElapsedTime(begun);
            Tell(answer.Add(piece), onText);
            if (answer.IsOver)
            {
                // The server does not heed where it is to stop, or says what comes after it.
                await ended.CancelAsync();
                break;
            }
        }

        var result = await asking;
        cancellationToken.ThrowIfCancellationRequested();
        if (!answer.IsOver && result.Failure is { } failure)
        {
            return Fail(failure);
        }

        Tell(answer.Rest(), onText);
        Become(new ModelAvailability.Ready(_model));
        var total = time.GetElapsedTime(begun);
        var usage = result.Answer?.Usage;
        return new ModelReply.Answered(
            answer.Text, UnknownProbability, new ModelUsage((int)(usage?.InputTokens ?? 0), ReusedTokens: 0, (int)(usage?.OutputTokens ?? count), first ?? total, total));
    }

    private static void Tell(string piece, Action<string>? onText)
    {
        if (piece.Length > 0)
        {
            onText?.Invoke(piece);
        }
    }

    private async Task<ChatResult> AskAsync(EgressConnection connection, FimParams question, CancellationToken cancellationToken)
    {
        EgressFailure? failure = null;
        try
        {
            var result = await connection.CompleteAsync(question, cancellationToken);
            failure = result.Failure;
            return result;
        }
        catch (ConnectionClosedException)
        {
            failure = await link.ExplainEndAsync(CancellationToken.None);
            return new ChatResult(null, failure);
        }
        catch (JsonRpcException exception)
        {
            failure = new EgressFailure(EgressFailureKind.Fault, $"The process that reaches the network has a fault: {exception.Message}.", "See the log.");
            return new ChatResult(null, failure);
        }
        catch (OperationCanceledException)
        {
            // Whoever ended it knows why.
            failure = new EgressFailure(EgressFailureKind.Interrupted, "The question was taken back.", "Ask again.");
            return new ChatResult(null, failure);
        }
        finally
        {
            connection.Settle(question.CallId, failure);
        }
    }

    private FimParams Question(string id, FimText text, GenerationLimits limits)
    {
        // A model that goes on with another file has said all that belongs here.
        var file = options.Family?.Texts.GetValueOrDefault(PromptToken.FileSeparator);
        return new FimParams(
            id, options.Provider, options.Model, text.Prompt, text.Suffix, limits.MaxTokens, [.. limits.StopTexts.Concat(file is null ? [] : [file]).Take(MostStops)]);
    }

    private CallReason Reason(FimText text, GenerationLimits limits) => new("completion", "text at the caret", "settings")
    {
        // Three characters are a token, or more of them.
        Spend = options.Price == TokenPrice.Free && options.Provider is ProviderTable.LoopbackId
            ? null
            : new SpendRequest(
                Guid.NewGuid().ToString("N"),
                $"{options.Provider}/{options.Model}",
                options.Price,
                CostEstimate.Of(options.Price, text.Prompt.Length + (text.Suffix?.Length ?? 0), limits.MaxTokens, limits.MaxTokens),
                options.Budgets),
    };

    private async Task<ModelAvailability> LookAsync()
    {
        // The caller holds the lock.
        await Task.Yield();
        var (connection, refusal) = await link.OpenAsync(options.Provider, CancellationToken.None);
        if (connection is null)
        {
            return new ModelAvailability.Unavailable(Fail(refusal!).Failure);
        }

        if (!connection.Providers.Any(provider => string.Equals(provider.Id, options.Provider, StringComparison.Ordinal)))
        {
            return Become(new ModelAvailability.Unavailable(new ModelFailure(
                ModelFailureKind.HostUnavailable,
                $"{options.Place} may not be asked for completions: nothing may leave this machine, or its address is not in your settings.",
                "Allow it, name its address, or set completion.endpoint to none.")));
        }

        // Whoever failed last is only believed again once there is an answer.
        var ready = new ModelAvailability.Ready(_model);
        return Now is ModelAvailability.Unavailable ? ready : Become(ready);
    }

    private ModelReply.Failed Fail(EgressFailure failure)
    {
        var kind = failure.Kind switch
        {
            EgressFailureKind.TimedOut => ModelFailureKind.TimedOut,
            EgressFailureKind.ContentRefused or EgressFailureKind.ContextTooLong or EgressFailureKind.OverBudget => ModelFailureKind.Refused,
            _ => ModelFailureKind.HostUnavailable,
        };
        var said = new ModelFailure(kind, failure.Message, failure.NextStep);
        if (kind is ModelFailureKind.HostUnavailable)
        {
            Become(new ModelAvailability.Unavailable(said));
        }

        return new ModelReply.Failed(said);
    }

    private static ModelReply.Failed Refused(string message, string nextStep) => new(new ModelFailure(ModelFailureKind.Refused, message, nextStep));

    private ModelAvailability Become(ModelAvailability availability)
    {
        lock (_lock)
        {
            _failedAt = availability is ModelAvailability.Unavailable ? time.GetTimestamp() : _failedAt;
            if (_now == availability)
            {
                return availability;
            }

            _now = availability;
        }

        Changed?.Invoke(availability);
        return availability;
    }
}
