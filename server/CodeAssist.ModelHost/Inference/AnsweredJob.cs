using CodeAssist.ModelHost.Protocol;

namespace CodeAssist.ModelHost.Inference;

/// <summary>A job and who waits for its answer.</summary>
internal abstract class AnsweredJob<TResult>(string slot, GenerationPriority priority, AssembledPrompt prompt, TimeProvider time)
    : SequenceJob(slot, priority, prompt, time)
    where TResult : class
{
    private readonly TaskCompletionSource<TResult> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TResult? _answer;

    public Task<TResult> Result => _result.Task;

    public override void Publish() =>
        _result.TrySetResult(_answer ?? throw new InvalidOperationException("A job that is not over has no answer."));

    public sealed override void Fail(HostFailure failure) => _result.TrySetResult(Failed(failure));

    public sealed override void Fail(Exception exception) => _result.TrySetException(exception);

    public sealed override void Cancel(CancellationToken cancellationToken) => _result.TrySetCanceled(cancellationToken);

    protected abstract TResult Failed(HostFailure failure);

    protected JobProgress End(TResult answer)
    {
        _answer = answer;
        return JobProgress.Over;
    }
}
