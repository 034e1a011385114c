namespace CodeAssist.Core.Review.Likelihood;

/// <summary>What is weighed of an alternative, as numbers in the order of a calibration's weights.</summary>
public static class FaultFeatures
{
    /// <summary>Beyond that a gap says no more: the model is very sure, or very wrong.</summary>
    private const double LargestGap = 12;

    private static readonly int _kinds = Enum.GetValues<FaultKind>().Length;

    private const int Shared = 7;

    /// <summary>How many there are: the file's signs and the following lines' gap, then for each kind its own weight of the line's gap and its constant.</summary>
    public static int Count => Shared + (2 * _kinds);

    public static double[] Of(WeighedAlternative weighed)
    {
        var features = new double[Count];
        var signs = weighed.Signs;
        features[0] = Clamp(weighed.FollowGap);
        features[1] = signs.Before;
        features[2] = signs.After;
        features[3] = signs.Around;
        features[4] = signs.Repetition;
        features[5] = signs.Unused;
        features[6] = signs.Likeness;
        features[Shared + (int)weighed.Alternative.Kind] = Clamp(weighed.LineGap);
        features[Shared + _kinds + (int)weighed.Alternative.Kind] = 1;

        return features;
    }

    private static double Clamp(double gap) => Math.Clamp(gap, -LargestGap, LargestGap);
}
