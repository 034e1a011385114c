using CodeAssist.Processes.Children;

namespace CodeAssist.Processes.Verification;

/// <summary>Runs the planted leaks, each unfiltered and filtered, and says what the sink saw of them.</summary>
/// <param name="egress">The one program that has the means to leak.</param>
/// <param name="sink">Where it would arrive; null where there is none, and then nothing runs unfiltered.</param>
/// <param name="scratch">Holds what the program keeps.</param>
/// <param name="time">Measures the limits.</param>
public sealed class PlantedLeakRun(Executable egress, Sink? sink, string scratch, TimeProvider time)
{
    /// <summary>The verb of the egress program.</summary>
    public const string Verb = "plant-leak";

    /// <summary>Makes it take the network filter before it leaks.</summary>
    public const string Filtered = "--filtered";

    private static readonly TimeSpan _runLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan _arrivalLimit = TimeSpan.FromSeconds(5);

    public async Task<LeakOutcome> RunAsync(PlantedLeak leak, CancellationToken cancellationToken)
    {
        // Filtered first: whatever the sink sees of this leak until then was not refused.
        var problem = await PlantAsync([leak.Name, Filtered], cancellationToken);
        var isRefused = problem is null && sink?.Seen.Any(leak.IsSeenIn) != true;
        if (problem is not null || sink is null)
        {
            return new LeakOutcome(leak, IsSeenUnfiltered: null, isRefused, problem);
        }

        problem = await PlantAsync([leak.Name], cancellationToken);
        var isSeen = await sink.WaitForAsync(leak.IsSeenIn, 1, _arrivalLimit, time, cancellationToken);

        return new LeakOutcome(leak, isSeen, isRefused, problem);
    }

    /// <summary>Sends one packet into the sink and waits for it: whatever was sent before has then been seen too.</summary>
    public async Task<bool> SettleAsync(CancellationToken cancellationToken)
    {
        var before = sink!.Seen.Count(PlantedLeak.Udp.IsSeenIn);
        var problem = await PlantAsync([PlantedLeak.Udp.Name], cancellationToken);

        return problem is null
            && await sink.WaitForAsync(PlantedLeak.Udp.IsSeenIn, before + 1, _arrivalLimit, time, cancellationToken);
    }

    private async Task<string?> PlantAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        using var child = ProofChild.TryStart(egress, [Verb, .. arguments], scratch, out var failure);
        if (child is null)
        {
            return failure!.Message;
        }

        var code = await child.WaitAsync(_runLimit, cancellationToken);
        return code == 0 ? null : $"The program that plants leaks ended with code {code?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "none"}: {child.LastWords}";
    }
}
