namespace CodeAssist.Processes.Verification;

/// <summary>What became of one planted leak.</summary>
/// <param name="Leak">Which.</param>
/// <param name="IsSeenUnfiltered">Whether the sink saw it when nothing held it back; null where it could not have arrived.</param>
/// <param name="IsTracedUnfiltered">Whether the trace of calls saw it then; null where nothing was traced.</param>
/// <param name="IsRefusedFiltered">Whether nothing of it came out under the filter.</param>
/// <param name="Problem">Why it could not be planted, or null.</param>
public sealed record LeakOutcome(PlantedLeak Leak, bool? IsSeenUnfiltered, bool? IsTracedUnfiltered, bool IsRefusedFiltered, string? Problem)
{
    /// <summary>Whether this shows what it should: seen without the filter, as far as that could be tried, and refused with it.</summary>
    public bool Holds => Problem is null && IsSeenUnfiltered != false && IsTracedUnfiltered != false && IsRefusedFiltered;
}
