namespace CodeAssist.Core.Routing;

/// <summary>How the answers of one model to one kind of task did, where they could be checked.</summary>
public sealed class TrackRecord
{
    /// <summary>Older answers say little of a model that was exchanged, or of other code.</summary>
    public const int Last = 20;

    /// <summary>Fewer say nothing: two bad answers are bad luck.</summary>
    public const int Fewest = 8;

    private readonly Queue<bool> _answers = new(Last);

    /// <summary>Share of the last answers that held, 0 to 1; null as long as there are too few.</summary>
    public double? Rate => _answers.Count < Fewest ? null : (double)_answers.Count(held => held) / _answers.Count;

    /// <param name="held">Whether the answer passed its checks.</param>
    public void Add(bool held)
    {
        if (_answers.Count == Last)
        {
            _answers.Dequeue();
        }

        _answers.Enqueue(held);
    }
}
