namespace CodeAssist.Core.Review.Likelihood;

/// <param name="Weighed">What may have been meant, and what speaks for it.</param>
/// <param name="Probability">That it was, from 0 to 1.</param>
public sealed record JudgedAlternative(WeighedAlternative Weighed, double Probability);
