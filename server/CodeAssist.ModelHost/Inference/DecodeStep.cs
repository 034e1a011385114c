namespace CodeAssist.ModelHost.Inference;

/// <summary>What one decode computes: for each sequence that takes part, how many of its tokens, and where its logits will be.</summary>
internal sealed class DecodeStep
{
    private readonly List<Row> _rows = [];

    public IReadOnlyList<Row> Rows => _rows;

    /// <summary>Whether every token has logits: nothing of it is a prompt.</summary>
    public bool IsOnlyAnswers => _rows.TrueForAll(row => row.IsAnswer);

    public int TokenCount => _rows.Sum(row => row.TokenCount);

    /// <summary>
    /// Whether so much of this step is for cancelled jobs that it is not worth finishing. The others lose no more than this step,
    /// and a job that was cancelled among many does not hold them up.
    /// </summary>
    public bool IsMostlyCancelled => 2 * _rows.Where(row => row.Job.CancelRequested).Sum(row => row.TokenCount) >= TokenCount;

    public void Add(SequenceSlot slot, int firstRow, int tokenCount) =>
        _rows.Add(new Row(slot, slot.Job!, firstRow, tokenCount, IsAnswer: slot.Cached.Count >= slot.Job!.FirstLogits));

    /// <param name="Slot">The sequence.</param>
    /// <param name="Job">Who works in it.</param>
    /// <param name="FirstRow">Row of the batch with the first of its tokens.</param>
    /// <param name="TokenCount">How many of its tokens are decoded, in rows one after another.</param>
    /// <param name="IsAnswer">Whether all of them have logits.</param>
    internal sealed record Row(SequenceSlot Slot, SequenceJob Job, int FirstRow, int TokenCount, bool IsAnswer);
}
