using CodeAssist.ModelHost.Protocol;

namespace CodeAssist.ModelHost.Inference;

/// <summary>Work that needs a sequence of the context: tokens to decode, and something to learn from their logits.</summary>
/// <remarks>Only the scheduler's thread touches its tokens and takes logits.</remarks>
internal abstract class SequenceJob
{
    private readonly long _arrived;
    private TimeSpan? _queued;
    private int? _reused;

    /// <param name="slot">Jobs of one slot share their prompt prefix.</param>
    /// <param name="priority">Who waits for whom.</param>
    /// <param name="prompt">The prompt in tokens; never empty.</param>
    /// <param name="time">The clock of the accounting.</param>
    protected SequenceJob(string slot, GenerationPriority priority, AssembledPrompt prompt, TimeProvider time)
    {
        Slot = slot;
        Priority = priority;
        Prompt = prompt;
        Tokens = [.. prompt.Tokens];
        Time = time;
        _arrived = time.GetTimestamp();
    }

    public string Slot { get; }

    public GenerationPriority Priority { get; }

    /// <summary>What the sequence is to hold: the prompt and what comes after it.</summary>
    public List<int> Tokens { get; }

    /// <summary>The first position whose logits are needed; those of all tokens after it are needed as well.</summary>
    public abstract int FirstLogits { get; }

    /// <summary>How many of the last tokens are a guess that is to be verified.</summary>
    public virtual int DraftedTokens => 0;

    /// <summary>Set under the scheduler's lock, from any thread.</summary>
    public virtual bool CancelRequested { get; set; }

    protected TimeProvider Time { get; }

    protected AssembledPrompt Prompt { get; }

    protected TimeSpan Elapsed => Time.GetElapsedTime(_arrived);

    protected TimeSpan Queued => _queued ?? TimeSpan.Zero;

    protected int ReusedTokens => _reused ?? 0;

    /// <summary>Called before the first step and after every loss of the sequence; only the first counts.</summary>
    public void Started(int reusedTokens)
    {
        _queued ??= Elapsed;
        _reused ??= reusedTokens;
    }

    /// <summary>Takes the logits behind the token at <see cref="FirstLogits"/>.</summary>
    public abstract JobProgress Take(ReadOnlySpan<float> logits);

    /// <summary>Jobs that part from this one after the logits it took last; each is handed out once.</summary>
    public virtual IReadOnlyList<SequenceJob> TakeForks() => [];

    /// <summary>Told that the context has no room for the next token.</summary>
    /// <returns>Whether that is a proper end of this job; otherwise it has failed.</returns>
    public abstract bool TryEndWithFullContext();

    /// <summary>Hands the answer to who waits for it, once the sequence is free.</summary>
    public abstract void Publish();

    public abstract void Fail(HostFailure failure);

    public abstract void Fail(Exception exception);

    public abstract void Cancel(CancellationToken cancellationToken);
}
