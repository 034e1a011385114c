namespace CodeAssist.Core.Review.Likelihood;

/// <summary>What is weighed of an alternative, as numbers in the order of a calibration's weights.</summary>
public static class FaultFeatures
{
    /// <summary>Beyond that a gap says no more: the model is very sure, or very wrong.</summary>
    private const double LargestGap = 12;

    private const int Shared = 5;

    private static readonly int _kinds = Enum.GetValues<FaultKind>().Length;

    /// <summary>How many there are: five signs that weigh the same for all kinds, then for each kind a weight of its own for the line's gap, the following lines' gap, the neighbours on both sides, and a constant.</summary>
    public static int Count => Shared + (4 * _kinds);

    public static double[] Of(WeighedAlternative weighed)
    {
        var features = new double[Count];
        var signs = weighed.Signs;
        features[0] = signs.Before;
        features[1] = signs.After;
        features[2] = signs.Repetition;
        features[3] = signs.Unused;
        features[4] = signs.Likeness;
        var kind = Shared + (int)weighed.Alternative.Kind;
        features[kind] = Clamp(weighed.LineGap);
        features[kind + _kinds] = Clamp(weighed.FollowGap);
        features[kind + (2 * _kinds)] = signs.Around;
        features[kind + (3 * _kinds)] = 1;

        return features;
    }

    private static double Clamp(double gap) => Math.Clamp(gap, -LargestGap, LargestGap);
}
