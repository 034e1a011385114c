namespace CodeAssist.Benchmarks.Calibration;

/// <summary>What comes first of a sample's candidates.</summary>
/// <param name="History">The project.</param>
/// <param name="Change">The release or commit.</param>
/// <param name="IsRight">Whether it is what was typed.</param>
/// <param name="Said">How probable that is said to be; 0 where there is no candidate.</param>
internal sealed record Verdict(string History, string Change, bool IsRight, double Said)
{
    public static Verdict Of(ConfidenceSample sample, double[] probabilities)
    {
        var best = probabilities.Length == 0 ? -1 : Array.IndexOf(probabilities, probabilities.Max());

        return new Verdict(sample.History, sample.Change, best >= 0 && best == sample.Right, best < 0 ? 0 : probabilities[best]);
    }
}
