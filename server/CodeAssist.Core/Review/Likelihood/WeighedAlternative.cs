namespace CodeAssist.Core.Review.Likelihood;

/// <summary>An alternative with all that is known of it.</summary>
/// <param name="Alternative">What may have been meant.</param>
/// <param name="LineGap">
/// ln p(its line | code before, code behind) − ln p(the line as written | …): by how much the model prefers it, in nats.
/// </param>
/// <param name="FollowGap">The same for the lines that follow, given the line: whether what comes next fits it better.</param>
/// <param name="Signs">What the file says.</param>
public sealed record WeighedAlternative(Alternative Alternative, double LineGap, double FollowGap, FaultSigns Signs)
{
    /// <summary>Whether it may be told at all: the model itself prefers it, and the file's word alone is not enough. A name left over is shown by its pattern.</summary>
    public bool MayBeTold => LineGap + FollowGap > 0 || Alternative.Kind is FaultKind.CopiedName;
}
