using CodeAssist.Processes.Children;
using CodeAssist.Processes.Verification;

namespace CodeAssist.Egress.Verification;

/// <summary>A program that is started connects in its starter's place.</summary>
internal static class ChildLeak
{
    /// <summary>The name by which the child is told to connect.</summary>
    public const string OfChild = "of-child";

    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(15);

    public static async Task RunAsync(CancellationToken cancellationToken)
    {
        // It keeps nothing, and needs a folder only because every program has one.
        using var child = ProofChild.TryStart(Executable.OfThisProcess(), [PlantedLeakRun.Verb, OfChild], AppContext.BaseDirectory, ProofNetwork.NoProxies, out var failure)
            ?? throw new InvalidOperationException(failure!.Message);
        _ = await child.WaitAsync(_limit, cancellationToken);
    }
}
