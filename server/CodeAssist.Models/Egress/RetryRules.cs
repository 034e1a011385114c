using CodeAssist.Egress.Protocol;

namespace CodeAssist.Models.Egress;

/// <summary>After which failures the same question is asked again, and when.</summary>
internal static class RetryRules
{
    /// <summary>Attempts after the first.</summary>
    public const int MostRetries = 2;

    /// <summary>Longest wait that somebody who asked is kept for.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan _firstWait = TimeSpan.FromSeconds(1);

    /// <summary>Whether the same question may be answered a little later. What was refused for what it is will be refused again.</summary>
    /// <remarks>An answer that broke off was begun and may have been charged: whoever wants another one says so.</remarks>
    public static bool MayPass(EgressFailure failure) => failure.Kind is EgressFailureKind.RateLimited or EgressFailureKind.Overloaded
        or EgressFailureKind.ProviderFailed or EgressFailureKind.TimedOut or EgressFailureKind.ConnectFailed;

    /// <summary>Whether a failure says something about the provider, and not only about the question.</summary>
    public static bool IsProviders(EgressFailure failure) =>
        MayPass(failure) || failure.Kind is EgressFailureKind.Interrupted or EgressFailureKind.AnswerUnreadable or EgressFailureKind.KeyRefused or EgressFailureKind.SpendLimit;

    /// <summary>Twice as long each time, and never at the same moment as everybody else; not before the provider wants to be asked.</summary>
    /// <param name="retry">0 for the first.</param>
    /// <param name="failure">What came of the attempt before.</param>
    /// <param name="random">0 to 1, for the jitter: half of the wait is left to it.</param>
    public static TimeSpan WaitBefore(int retry, EgressFailure failure, double random)
    {
        var wait = _firstWait * Math.Pow(2, retry) * (0.5 + (random / 2));
        return failure.RetryAfter is { } asked && asked > wait ? asked : wait;
    }
}
