namespace CodeAssist.ModelHost.Inference;

/// <summary>What one decode computes: for each sequence that takes part, how many of its tokens, and where its logits will be.</summary>
internal sealed class DecodeStep
{
    private readonly List<Row> _rows = [];

    public IReadOnlyList<Row> Rows => _rows;

    public int TokenCount => _rows.Sum(row => row.TokenCount);

    /// <summary>
    /// Whether so much of this step is for cancelled jobs that it is not worth finishing. The others lose no more than this step,
    /// and a job that was cancelled among many does not hold them up.
    /// </summary>
    public bool IsMostlyCancelled => 2 * _rows.Where(row => row.Job.CancelRequested).Sum(row => row.TokenCount) >= TokenCount;

    public void Add(SequenceSlot slot, int tokenCount, int? logitsRow) => _rows.Add(new Row(slot, slot.Job!, tokenCount, logitsRow));

    /// <param name="Slot">The sequence.</param>
    /// <param name="Job">Who works in it.</param>
    /// <param name="TokenCount">How many of its tokens are decoded.</param>
    /// <param name="LogitsRow">Row of the batch with the logits of its last token, or null while the prompt goes on.</param>
    internal sealed record Row(SequenceSlot Slot, GenerationJob Job, int TokenCount, int? LogitsRow);
}
