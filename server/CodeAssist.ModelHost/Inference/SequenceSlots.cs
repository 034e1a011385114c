using CodeAssist.ModelHost.Native;

namespace CodeAssist.ModelHost.Inference;

/// <summary>The sequences of one context: who works in which, and whose tokens are kept for next time.</summary>
internal sealed class SequenceSlots(LlamaContext context, SavedStates states)
{
    private readonly List<SequenceSlot> _slots = [.. Enumerable.Range(0, context.Limits.Sequences).Select(id => new SequenceSlot(id))];
    private long _uses;

    /// <summary>Slots somebody works in, the most urgent first and in order of arrival.</summary>
    public IEnumerable<SequenceSlot> Active => _slots.Where(slot => slot.Job is not null).OrderBy(slot => slot.Job!.Priority).ThenBy(slot => slot.LastUse);

    /// <summary>Gives a job a sequence, if need be one that somebody less urgent works in.</summary>
    /// <param name="job">Has none yet.</param>
    /// <param name="displaced">Lost its sequence; it keeps its tokens and starts over when there is room.</param>
    public bool TryAssign(SequenceJob job, out SequenceJob? displaced)
    {
        displaced = null;
        var slot = _slots.FirstOrDefault(slot => string.Equals(slot.Name, job.Slot, StringComparison.Ordinal))
            ?? _slots.Where(slot => slot.Job is null).MinBy(slot => slot.LastUse)
            ?? _slots.Where(slot => slot.Job!.Priority > job.Priority).OrderByDescending(slot => slot.Job!.Priority).ThenByDescending(slot => slot.LastUse).FirstOrDefault();
        if (slot is null || (slot.Job is { } owner && owner.Priority <= job.Priority))
        {
            return false;
        }

        displaced = slot.Job;
        slot.Job = job;
        if (!string.Equals(slot.Name, job.Slot, StringComparison.Ordinal))
        {
            states.Keep(slot);
            slot.Name = job.Slot;
            states.Restore(slot, job.Tokens);
        }

        slot.LastUse = ++_uses;
        job.Started(KeepCommon(slot, job));
        return true;
    }

    /// <summary>Gives a job that parted from another a copy of its sequence, in one that keeps nothing for anybody.</summary>
    public bool TryFork(SequenceSlot from, SequenceJob fork)
    {
        if (_slots.Find(slot => slot.Job is null && slot.Name is null) is not { } free)
        {
            return false;
        }

        context.Copy(from.Id, free.Id);
        free.Cached.Clear();
        free.Cached.AddRange(from.Cached);
        free.Job = fork;
        free.LastUse = ++_uses;
        fork.Started(KeepCommon(free, fork));
        return true;
    }

    /// <summary>Frees the sequence; its tokens stay for the next request of the same slot.</summary>
    public void Release(SequenceSlot slot)
    {
        slot.Job = null;
        slot.LastUse = ++_uses;
    }

    /// <summary>Brings our record of a sequence in line with what the context really holds, after a decode that did not finish.</summary>
    public void Reconcile(SequenceSlot slot, SequenceJob job)
    {
        var tokens = job.Tokens;
        var held = Math.Min(context.CachedTokens(slot.Id), tokens.Count);
        for (var i = slot.Cached.Count; i < held; i++)
        {
            slot.Cached.Add(tokens[i]);
        }

        Keep(slot, Math.Min(held, job.FirstLogits));
    }

    /// <summary>Forgets what a sequence holds beyond what its job has in common with it.</summary>
    /// <returns>How many tokens it still holds.</returns>
    public int KeepCommon(SequenceSlot slot, SequenceJob job) => Keep(slot, Math.Min(slot.CommonPrefix(job.Tokens), job.FirstLogits));

    // A token whose logits are needed is decoded again: a sequence keeps none.
    private int Keep(SequenceSlot slot, int tokens)
    {
        if (tokens < slot.Cached.Count || tokens < context.CachedTokens(slot.Id))
        {
            tokens = context.Truncate(slot.Id, tokens) ? tokens : 0;
            slot.Cached.RemoveRange(tokens, slot.Cached.Count - tokens);
        }

        return tokens;
    }
}
