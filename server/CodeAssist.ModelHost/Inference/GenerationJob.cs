using CodeAssist.ModelHost.Protocol;

namespace CodeAssist.ModelHost.Inference;

/// <summary>One generation on its way through the scheduler.</summary>
/// <remarks>Only the scheduler's thread touches its tokens and text.</remarks>
internal sealed class GenerationJob
{
    private readonly TaskCompletionSource<GenerateResult> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly GenerationRequest _request;
    private readonly TimeProvider _time;
    private readonly long _arrived;
    private readonly StreamedText _text;
    private TimeSpan? _queued;
    private TimeSpan? _firstToken;
    private int? _reused;
    private double _logProbability;

    public GenerationJob(GenerationRequest request, TimeProvider time)
    {
        _request = request;
        _time = time;
        _arrived = time.GetTimestamp();
        _text = new StreamedText(request.Limits.StopTexts);
        Tokens = [.. request.Prompt.Tokens];
    }

    public Task<GenerateResult> Result => _result.Task;

    public string Slot => _request.Slot;

    public GenerationPriority Priority => _request.Priority;

    public ITokenChooser Chooser => _request.Chooser;

    /// <summary>The prompt and what was generated after it; the last one is not decoded yet.</summary>
    public List<int> Tokens { get; }

    public int GeneratedTokens => Tokens.Count - _request.Prompt.Tokens.Length;

    /// <summary>Set under the scheduler's lock, from any thread.</summary>
    public bool CancelRequested { get; set; }

    /// <summary>Called before the first step and after every loss of the sequence; only the first counts.</summary>
    public void Started(int reusedTokens)
    {
        _queued ??= _time.GetElapsedTime(_arrived);
        _reused ??= reusedTokens;
    }

    /// <summary>Takes the next token.</summary>
    /// <returns>Why the generation is over, or null to go on.</returns>
    public FinishReason? Accept(TokenChoice choice, bool endsText, ReadOnlySpan<byte> bytes, int contextTokens)
    {
        _firstToken ??= _time.GetElapsedTime(_arrived);
        _logProbability += choice.LogProbability;
        Tokens.Add(choice.Token);
        if (endsText)
        {
            return FinishReason.EndOfText;
        }

        Stream(_text.Append(bytes));
        if (_text.Stopped)
        {
            return FinishReason.StopText;
        }

        if (GeneratedTokens >= _request.Limits.MaxTokens)
        {
            return FinishReason.MaxTokens;
        }

        // The token itself still has to find room before the next one can be computed.
        return Tokens.Count >= contextTokens ? FinishReason.ContextFull : null;
    }

    public void Finish(FinishReason reason)
    {
        Stream(_text.Complete());
        var usage = new GenerationUsage(
            _request.Prompt.Tokens.Length,
            _reused ?? 0,
            _request.Prompt.TrimmedTokens,
            GeneratedTokens,
            (_queued ?? TimeSpan.Zero).TotalMilliseconds,
            (_firstToken ?? TimeSpan.Zero).TotalMilliseconds,
            _time.GetElapsedTime(_arrived).TotalMilliseconds);
        _result.TrySetResult(new GenerateResult(new Generation(_text.Text, reason, _logProbability, usage), null));
    }

    public void Fail(HostFailure failure) => _result.TrySetResult(new GenerateResult(null, failure));

    public void Fail(Exception exception) => _result.TrySetException(exception);

    public void Cancel(CancellationToken cancellationToken) => _result.TrySetCanceled(cancellationToken);

    private void Stream(string piece)
    {
        if (piece.Length > 0)
        {
            _request.OnText?.Invoke(piece);
        }
    }
}
