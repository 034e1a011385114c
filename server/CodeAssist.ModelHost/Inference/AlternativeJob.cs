using CodeAssist.ModelHost.Protocol;

namespace CodeAssist.ModelHost.Inference;

/// <summary>An alternative to the answer of a generation: it lives and ends with it.</summary>
internal sealed class AlternativeJob : SequenceJob
{
    private readonly GenerationJob _whole;

    public AlternativeJob(GenerationJob whole, GenerationRequest request, TokenChoice beginning, TimeProvider time)
        : base(request.Slot, request.Priority, request.Prompt, time)
    {
        _whole = whole;
        Answer = whole.Fork(beginning, Tokens);
    }

    public GeneratedAnswer Answer { get; }

    public override int FirstLogits => Answer.FirstLogits;

    public override int DraftedTokens => Answer.DraftedTokens;

    public override bool CancelRequested => _whole.CancelRequested;

    // Logits that are no numbers end it; its generation goes on and meets them itself.
    public override JobProgress Take(ReadOnlySpan<float> logits) => Answer.Take(logits) ?? EndBroken();

    public override bool TryEndWithFullContext()
    {
        Answer.End(FinishReason.ContextFull);
        return true;
    }

    public override void Publish() => _whole.AlternativeEnded();

    public override void Fail(HostFailure failure) => _whole.Fail(failure);

    public override void Fail(Exception exception) => _whole.Fail(exception);

    public override void Cancel(CancellationToken cancellationToken) => _whole.Cancel(cancellationToken);

    private JobProgress EndBroken()
    {
        _whole.Fail(Failures.NotNumbers);
        Answer.End(FinishReason.EndOfText);
        return JobProgress.Over;
    }
}
