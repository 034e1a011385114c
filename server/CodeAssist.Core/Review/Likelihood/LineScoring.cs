using CodeAssist.Core.Models;

namespace CodeAssist.Core.Review.Likelihood;

/// <summary>What a model says of a line's alternatives, or why it says nothing.</summary>
public abstract record LineScoring
{
    private LineScoring()
    {
    }

    /// <param name="Alternatives">In the order in which they were given.</param>
    public sealed record Scored(IReadOnlyList<WeighedAlternative> Alternatives) : LineScoring;

    public sealed record Failed(ModelFailure Failure) : LineScoring;
}
