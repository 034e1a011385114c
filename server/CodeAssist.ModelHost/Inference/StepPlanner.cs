using CodeAssist.ModelHost.Native;

namespace CodeAssist.ModelHost.Inference;

/// <summary>Fills the next batch: only the most urgent jobs, first those that wait for one token, then prompts by order of arrival.</summary>
internal sealed class StepPlanner(ChunkSizer chunks)
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
        foreach (var slot in urgent.Where(slot => Remaining(slot) == 1))
        {
            Add(batch, step, slot, 1);
        }

        var budget = Math.Min(chunks.Next(priority), batch.Room);
        foreach (var slot in urgent.Where(slot => Remaining(slot) > 1))
        {
            var count = Math.Min(Remaining(slot), budget);
            if (count > 0)
            {
                Add(batch, step, slot, count);
                budget -= count;
            }
        }

        return step;
    }

    public void Record(DecodeStep step, TimeSpan elapsed) => chunks.Record(step.TokenCount, elapsed);

    private static int Remaining(SequenceSlot slot) => slot.Job!.Tokens.Count - slot.Cached.Count;

    private static void Add(TokenBatch batch, DecodeStep step, SequenceSlot slot, int count)
    {
        var tokens = slot.Job!.Tokens;
        var from = slot.Cached.Count;
        int? logitsRow = null;
        for (var position = from; position < from + count; position++)
        {
            var isLast = position == tokens.Count - 1;
            var row = batch.Add(tokens[position], position, slot.Id, isLast);
            logitsRow = isLast ? row : null;
        }

        step.Add(slot, count, logitsRow);
    }
}
