namespace CodeAssist.Core.Completion.Continuations;

/// <summary>Something that knows texts which may follow a caret, and how likely each of them is.</summary>
public interface IContinuationSource
{
    /// <summary>At most <paramref name="limit"/> different proposals, the most probable first; none where nothing is known.</summary>
    /// <remarks>Answers in about a millisecond, from memory, on the calling thread. Any thread may call it at any time.</remarks>
    IReadOnlyList<Proposal> Propose(CompletionRequest request, int limit);
}
