namespace CodeAssist.Core.Review.Findings;

/// <summary>What a reviewer says, before anybody has checked it. It becomes a <see cref="Finding"/>, or it is dropped.</summary>
/// <param name="Rule">The rule that is broken.</param>
/// <param name="Path">The file, as the change names it.</param>
/// <param name="Place">Where in the file.</param>
/// <param name="Message">One or two sentences on this very place.</param>
public sealed record Claim(ReviewRule Rule, string Path, ClaimedPlace Place, string Message)
{
    /// <summary>How sure the reviewer is, from 0 to 1; 1 for what follows from the text alone.</summary>
    public double Confidence { get; init; } = 1;

    /// <summary>How much it matters at this place; null for as much as the rule says.</summary>
    public Severity? Severity { get; init; }

    public Fix? Fix { get; init; }

    public IReadOnlyList<Evidence> Evidence { get; init; } = [];
}
