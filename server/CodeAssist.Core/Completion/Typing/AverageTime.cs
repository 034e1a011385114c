namespace CodeAssist.Core.Completion.Typing;

/// <summary>An average in which the newest measurement counts a fifth and older ones fade.</summary>
/// <param name="initial">What is assumed before anything was measured.</param>
internal sealed class AverageTime(TimeSpan initial)
{
    private const double NewestShare = 0.2;

    public TimeSpan Value { get; private set; } = initial;

    public void Add(TimeSpan measured) => Value += NewestShare * (measured - Value);
}
