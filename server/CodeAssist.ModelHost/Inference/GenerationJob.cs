using CodeAssist.ModelHost.Inference.Speculation;
using CodeAssist.ModelHost.Protocol;

namespace CodeAssist.ModelHost.Inference;

/// <summary>One generation on its way through the scheduler: an answer, and where they are wanted its alternatives.</summary>
/// <remarks>
/// Alternatives begin with the next likely tokens in place of the first. Each is a job of its own, so that all of them share steps
/// where there are sequences for them, and follow one another in this one's sequence where there are none.
/// </remarks>
internal sealed class GenerationJob : AnsweredJob<GenerateResult>
{
    private readonly GenerationRequest _request;
    private readonly GeneratedAnswer _answer;
    private List<AlternativeJob> _alternatives = [];
    private TimeSpan? _firstToken;
    private bool _isOver;
    private int _open;

    /// <param name="request">What to generate.</param>
    /// <param name="reader">What tokens mean.</param>
    /// <param name="pacer">How much drafting is worth.</param>
    /// <param name="contextTokens">Tokens that the sequence can hold.</param>
    /// <param name="time">The clock of the accounting.</param>
    public GenerationJob(GenerationRequest request, TokenReader reader, DraftPacer pacer, int contextTokens, TimeProvider time)
        : base(request.Slot, request.Priority, request.Prompt, time)
    {
        _request = request;
        _answer = new GeneratedAnswer(request, reader, pacer, contextTokens, Tokens, request.OnText);
    }

    public override int FirstLogits => _answer.FirstLogits;

    public override int DraftedTokens => _answer.DraftedTokens;

    public override JobProgress Take(ReadOnlySpan<float> logits)
    {
        if (_answer.Take(logits) is not { } progress)
        {
            return End(Failed(Failures.NotNumbers));
        }

        _firstToken ??= Elapsed;
        return progress;
    }

    public override IReadOnlyList<SequenceJob> TakeForks()
    {
        if (_answer.Beginnings.Count == 0 || _alternatives.Count > 0)
        {
            return [];
        }

        _alternatives = [.. _answer.Beginnings.Select(beginning => new AlternativeJob(this, _request, beginning, Time))];
        var going = _alternatives.Where(job => job.Answer.Finish is null).ToList();
        _open = going.Count;
        return going;
    }

    public GeneratedAnswer Fork(TokenChoice beginning, List<int> tokens) => _answer.Fork(beginning, tokens);

    public override bool TryEndWithFullContext()
    {
        if (_answer.GeneratedTokens == 0)
        {
            return false;
        }

        _answer.End(FinishReason.ContextFull);
        return true;
    }

    public override void Publish()
    {
        _isOver = true;
        PublishWhole();
    }

    /// <summary>Told that one of the alternatives is over.</summary>
    public void AlternativeEnded()
    {
        _open--;
        PublishWhole();
    }

    protected override GenerateResult Failed(HostFailure failure) => new(null, failure);

    private void PublishWhole()
    {
        if (!_isOver || _open > 0)
        {
            return;
        }

        if (_answer.Finish is { } reason)
        {
            End(Finished(reason));
        }

        base.Publish();
    }

    private GenerateResult Finished(FinishReason reason)
    {
        var answers = _alternatives.ConvertAll(job => job.Answer);
        var usage = new GenerationUsage(
            Prompt.Tokens.Length,
            ReusedTokens,
            Prompt.TrimmedTokens,
            _answer.GeneratedTokens + answers.Sum(answer => answer.GeneratedTokens),
            _answer.VerifiedTokens + answers.Sum(answer => answer.VerifiedTokens),
            _answer.AcceptedTokens + answers.Sum(answer => answer.AcceptedTokens),
            Queued.TotalMilliseconds,
            (_firstToken ?? TimeSpan.Zero).TotalMilliseconds,
            Elapsed.TotalMilliseconds);
        var others = answers
            .Where(answer => answer.Text.Length > 0 && !string.Equals(answer.Text, _answer.Text, StringComparison.Ordinal))
            .OrderByDescending(answer => answer.LogProbability)
            .DistinctBy(answer => answer.Text, StringComparer.Ordinal)
            .Select(answer => new GeneratedAlternative(answer.Text, answer.Finish!.Value, answer.LogProbability));
        return new GenerateResult(new Generation(_answer.Text, reason, _answer.LogProbability, usage, [.. others]), null);
    }
}
