namespace CodeAssist.Core.Completion.Mixing;

/// <summary>What is weighed about each candidate, and about the possibility that none of them is right.</summary>
internal static class MixFeatures
{
    /// <summary>Numbers for each candidate.</summary>
    public const int Count = 9;

    /// <summary>Numbers for "none of them".</summary>
    public const int NoneCount = 4;

    // Beyond these two a smaller probability says no more.
    private const double LeastWorkspace = 1e-3;
    private const double LeastModelLog = -25;

    public static double[] Of(MixCandidate candidate)
    {
        var log = Math.Max(candidate.ModelLog ?? 0, LeastModelLog);
        var isAsked = candidate.ModelLog is not null;
        var isProposed = candidate.Workspace > 0;

        return
        [
            isProposed ? 1 : 0,
            isProposed ? Math.Log(Math.Max(candidate.Workspace, LeastWorkspace)) : 0,
            candidate.Workspace,
            log,
            isAsked ? Math.Exp(log) : 0,
            log / (candidate.Tokens + 1),
            candidate.IsGenerated ? 1 : 0,
            candidate.IsGenerated && isProposed ? 1 : 0,
            Math.Log(1 + candidate.Text.Length),
        ];
    }

    public static double[] OfNone(IReadOnlyList<MixCandidate> candidates)
    {
        var logs = candidates.Select(candidate => candidate.ModelLog).OfType<double>().ToList();

        return
        [
            1,
            Math.Log(Math.Max(LeastWorkspace, 1 - candidates.Sum(candidate => candidate.Workspace))),
            Math.Log(Math.Max(LeastWorkspace, 1 - logs.Sum(Math.Exp))),
            logs.Count == 0 ? 0 : Math.Max(LeastModelLog, logs.Max()),
        ];
    }
}
