using CodeAssist.ModelHost.Native;

namespace CodeAssist.ModelHost.Inference;

/// <summary>What sequences held that had to make room for other documents; the documents used longest ago are forgotten first.</summary>
/// <remarks>
/// Saving and restoring is copying memory, which a large model does a hundred times as fast as it computes. For a small one, or a short
/// prompt, it is not worth it: both are measured. Belongs to one model and to its scheduler's thread.
/// </remarks>
internal sealed class SavedStates(LlamaContext context, ChunkSizer chunks, long mostBytes, TimeProvider time)
{
    // Less is computed before anybody notices.
    private const int LeastTokens = 64;

    // Until it was measured: what a processor copies at the least.
    private double _millisecondsPerMegabyte = 2;

    private readonly LinkedList<Saved> _all = [];

    /// <summary>Bytes that are kept.</summary>
    public long Bytes { get; private set; }

    /// <summary>Keeps what a sequence holds, where bringing it back will be faster than computing it again.</summary>
    public void Keep(SequenceSlot slot)
    {
        if (slot.Name is not { } name || slot.Cached.Count < LeastTokens)
        {
            return;
        }

        Forget(name);
        var size = context.StateBytes(slot.Id);
        var recompute = slot.Cached.Count * chunks.MillisecondsPerToken;
        if (size > mostBytes || recompute < 2 * 2 * size / 1e6 * _millisecondsPerMegabyte)
        {
            return;
        }

        var started = time.GetTimestamp();
        if (context.SaveState(slot.Id, size) is not { } state)
        {
            return;
        }

        Record(size, time.GetElapsedTime(started));
        _all.AddFirst(new Saved(name, [.. slot.Cached], state));
        Bytes += state.Length;
        while (Bytes > mostBytes)
        {
            Remove(_all.Last!);
        }
    }

    /// <summary>Brings back what was kept for the slot's document, where more of it is of use than of what the sequence holds.</summary>
    public void Restore(SequenceSlot slot, List<int> tokens)
    {
        if (Find(slot.Name) is not { Value: var saved } node || SequenceSlot.CommonPrefix(saved.Tokens, tokens) <= slot.CommonPrefix(tokens))
        {
            return;
        }

        Remove(node);
        var started = time.GetTimestamp();
        var isRestored = context.RestoreState(slot.Id, saved.State);
        Record(saved.State.Length, time.GetElapsedTime(started));
        slot.Cached.Clear();
        if (isRestored)
        {
            slot.Cached.AddRange(saved.Tokens);
        }
    }

    private void Record(long bytes, TimeSpan elapsed) =>
        _millisecondsPerMegabyte = (0.7 * _millisecondsPerMegabyte) + (0.3 * elapsed.TotalMilliseconds / (bytes / 1e6));

    private void Forget(string name)
    {
        if (Find(name) is { } node)
        {
            Remove(node);
        }
    }

    private LinkedListNode<Saved>? Find(string? name)
    {
        for (var node = _all.First; node is not null; node = node.Next)
        {
            if (string.Equals(node.Value.Name, name, StringComparison.Ordinal))
            {
                return node;
            }
        }

        return null;
    }

    private void Remove(LinkedListNode<Saved> node)
    {
        Bytes -= node.Value.State.Length;
        _all.Remove(node);
    }

    private sealed record Saved(string Name, List<int> Tokens, byte[] State);
}
