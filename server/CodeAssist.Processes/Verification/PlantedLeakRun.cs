using CodeAssist.Processes.Children;

namespace CodeAssist.Processes.Verification;

/// <summary>Runs the planted leaks, each unfiltered and filtered, and says what the sink and the trace saw of them.</summary>
/// <param name="egress">The one program that has the means to leak.</param>
/// <param name="sink">Where it would arrive; null where there is none, and then nothing runs unfiltered.</param>
/// <param name="trace">Watches the calls; null where nothing can.</param>
/// <param name="network">The surroundings.</param>
/// <param name="scratch">Holds what the program keeps.</param>
/// <param name="time">Measures the limits.</param>
public sealed class PlantedLeakRun(Executable egress, Sink? sink, CallTrace? trace, ProofNetwork network, string scratch, TimeProvider time)
{
    /// <summary>The verb of the egress program.</summary>
    public const string Verb = "plant-leak";

    /// <summary>Makes it take the network filter before it leaks.</summary>
    public const string Filtered = "--filtered";

    private static readonly TimeSpan _runLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan _arrivalLimit = TimeSpan.FromSeconds(5);

    private readonly PlantedLeak _barrier = network is ProofNetwork.IPv6 ? PlantedLeak.Barrier6 : PlantedLeak.Barrier;

    public async Task<LeakOutcome> RunAsync(PlantedLeak leak, CancellationToken cancellationToken)
    {
        // Filtered first: whatever is seen of this leak until the barrier has arrived was not refused.
        var problem = await PlantAsync([leak.Name, Filtered], trace, cancellationToken);
        var isUntried = trace?.Take() is not { Count: > 0 };
        if (problem is null && !await SettleAsync(cancellationToken))
        {
            problem = "The sink no longer sees what is planted.";
        }

        var isRefused = problem is null && isUntried && sink?.Seen.Any(leak.IsSeenIn) != true;
        if (problem is not null || sink is null)
        {
            return new LeakOutcome(leak, IsSeenUnfiltered: null, IsTracedUnfiltered: null, isRefused, problem);
        }

        problem = await PlantAsync([leak.Name], trace, cancellationToken);
        bool? isSeen = leak.ArrivesIn(network) ? await sink.WaitForAsync(leak.IsSeenIn, 1, _arrivalLimit, time, cancellationToken) : null;
        bool? isTraced = trace?.Take() is { } calls ? calls.Any(leak.IsTriedBy) : null;
        return new LeakOutcome(leak, isSeen, isTraced, isRefused, problem);
    }

    /// <summary>Sends one packet into the sink and waits for it: whatever was sent before has then been seen too. Where nothing can arrive there is nothing to wait for.</summary>
    public async Task<bool> SettleAsync(CancellationToken cancellationToken)
    {
        if (sink is null || !_barrier.ArrivesIn(network))
        {
            return true;
        }

        var before = sink.Seen.Count(_barrier.IsSeenIn);
        var problem = await PlantAsync([_barrier.Name], watcher: null, cancellationToken);
        return problem is null && await sink.WaitForAsync(_barrier.IsSeenIn, before + 1, _arrivalLimit, time, cancellationToken);
    }

    /// <summary>What came to the sink, without what was sent to know that all has come.</summary>
    public IEnumerable<SeenPacket> SeenSince(int before) => sink?.Seen.Skip(before).Where(packet => !_barrier.IsSeenIn(packet)) ?? [];

    private async Task<string?> PlantAsync(IReadOnlyList<string> arguments, CallTrace? watcher, CancellationToken cancellationToken)
    {
        using var child = ProofChild.TryStart(watcher?.Watch(egress) ?? egress, [Verb, .. arguments], scratch, network, out var failure);
        if (child is null)
        {
            return failure!.Message;
        }

        var code = await child.WaitAsync(_runLimit, cancellationToken);
        return code == 0 ? null : $"The program that plants leaks ended with code {code?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "none"}: {child.LastWords}";
    }
}
