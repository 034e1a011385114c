using CodeAssist.Core.Review.Outcome;

namespace CodeAssist.Server.Reviewing;

/// <summary>What <c>codeassist review</c> tells its caller, with numbers of its own: a build must tell "findings" from "not everything was looked at".</summary>
internal static class ReviewExit
{
    public const int Clean = 0;
    public const int Findings = 1;
    public const int Partial = 2;
    public const int Failed = 3;
    public const int Usage = 4;

    public static int Of(ReviewResult result, FailLevel level) => result.Verdict switch
    {
        Verdict.Failed => Failed,
        _ when result.Fails(level) => Findings,
        Verdict.Partial => Partial,
        _ => Clean,
    };
}
