using CodeAssist.ModelHost.Inference.Speculation;
using CodeAssist.ModelHost.Native;

namespace CodeAssist.ModelHost.Inference;

/// <summary>Fills the next batch: only the most urgent jobs, first those that wait for one token, then prompts by order of arrival.</summary>
/// <param name="chunks">How much of a prompt goes into one step.</param>
/// <param name="drafts">Learns what it costs to verify drafts.</param>
internal sealed class StepPlanner(ChunkSizer chunks, DraftPacer drafts)
{
    /// <param name="batch">Is filled.</param>
    /// <param name="active">Sequences with a job, the most urgent first.</param>
    /// <returns>Null when nobody has anything to compute.</returns>
    public DecodeStep? Plan(TokenBatch batch, IEnumerable<SequenceSlot> active)
    {
        batch.Clear();
        var all = active.ToList();
        if (all.Count == 0)
        {
            return null;
        }

        var priority = all[0].Job!.Priority;
        var urgent = all.Where(slot => slot.Job!.Priority == priority).ToList();
        var step = new DecodeStep();
        var next = urgent.Where(WaitsForNext).ToList();
        foreach (var slot in next)
        {
            // Drafts of one never take the rows of another: each gets its next token in this step.
            Add(batch, step, slot, Math.Min(Remaining(slot), Math.Min(batch.Room, batch.OutputRoom) / (next.Count - step.Rows.Count)));
        }

        var budget = Math.Min(chunks.Next(priority), batch.Room);
        foreach (var slot in urgent.Except(next))
        {
            budget -= Add(batch, step, slot, Math.Min(Remaining(slot), budget));
        }

        return step;
    }

    public void Record(DecodeStep step, TimeSpan elapsed)
    {
        if (step.IsOnlyAnswers)
        {
            drafts.Stepped(step.TokenCount, elapsed);
            return;
        }

        chunks.Record(step.TokenCount, elapsed);
    }

    // One token, and what was guessed behind it.
    private static bool WaitsForNext(SequenceSlot slot) => Remaining(slot) == 1 + slot.Job!.DraftedTokens;

    private static int Remaining(SequenceSlot slot) => slot.Job!.Tokens.Count - slot.Cached.Count;

    // Fewer where the rows with logits run out: what is left goes into the next step.
    private static int Add(TokenBatch batch, DecodeStep step, SequenceSlot slot, int most)
    {
        var job = slot.Job!;
        var from = slot.Cached.Count;
        var count = Math.Min(most, Math.Max(0, job.FirstLogits - from) + batch.OutputRoom);
        if (count <= 0)
        {
            return 0;
        }

        var firstRow = batch.Count;
        for (var position = from; position < from + count; position++)
        {
            batch.Add(job.Tokens[position], position, slot.Id, wantsLogits: position >= job.FirstLogits);
        }

        step.Add(slot, firstRow, count);
        return count;
    }
}
