using CodeAssist.Processes.Verification;

namespace CodeAssist.Server.Verification;

/// <summary>One planted leak, for people and programs.</summary>
/// <param name="Name">Its name.</param>
/// <param name="What">What it does.</param>
/// <param name="Seen">Whether it was seen without the filter; null where that could not be tried.</param>
/// <param name="Traced">Whether the trace of calls saw it without the filter; null where nothing was traced.</param>
/// <param name="Refused">Whether nothing of it came out under the filter.</param>
/// <param name="Holds">Whether both are as they should be.</param>
/// <param name="Problem">Why it could not be planted, or null.</param>
internal sealed record LeakLine(string Name, string What, bool? Seen, bool? Traced, bool Refused, bool Holds, string? Problem)
{
    public static LeakLine Of(LeakOutcome outcome) => new(
        outcome.Leak.Name, outcome.Leak.What, outcome.IsSeenUnfiltered, outcome.IsTracedUnfiltered, outcome.IsRefusedFiltered, outcome.Holds, outcome.Problem);
}
