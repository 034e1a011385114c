namespace CodeAssist.Benchmarks.Together;

/// <summary>The rest of a line as the fit of the mix sees it.</summary>
/// <param name="History">Whose task it is; every history counts as much as another.</param>
/// <param name="Candidates">Features of each candidate.</param>
/// <param name="None">Features of "none of them".</param>
/// <param name="Right">Which candidate is right, or −1.</param>
internal sealed record MixSample(string History, double[][] Candidates, double[] None, int Right);
