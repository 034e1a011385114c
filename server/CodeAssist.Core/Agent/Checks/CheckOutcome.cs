using CodeAssist.Core.Privacy.Gate;

namespace CodeAssist.Core.Agent.Checks;

/// <summary>What the commands that check the code say of it.</summary>
public abstract record CheckOutcome
{
    private CheckOutcome()
    {
    }

    /// <summary>Nothing is wrong.</summary>
    /// <param name="Words">The commands that ran.</param>
    public sealed record Sound(string Words) : CheckOutcome;

    /// <summary>Something is wrong that was not before.</summary>
    /// <param name="Parts">For the model: the new problems.</param>
    public sealed record Worse(IReadOnlyList<PayloadPart> Parts) : CheckOutcome;

    /// <summary>Nothing new is wrong, but what was wrong before still is.</summary>
    /// <param name="Parts">For the model: how much, and the first of it.</param>
    public sealed record Same(IReadOnlyList<PayloadPart> Parts) : CheckOutcome;

    /// <summary>Nobody can tell.</summary>
    /// <param name="Why">One sentence.</param>
    public sealed record Unknown(string Why) : CheckOutcome;
}
