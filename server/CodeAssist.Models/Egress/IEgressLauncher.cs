namespace CodeAssist.Models.Egress;

/// <summary>Has egress started where the policy allows. Whoever implements it may start processes; this room may not.</summary>
public interface IEgressLauncher
{
    /// <summary>Starts a fresh egress. It serves the one client that shows its token.</summary>
    Task<EgressLaunchResult> LaunchAsync(CancellationToken cancellationToken);

    /// <returns>Why nothing may leave the machine now, in a sentence; null when something may.</returns>
    Task<string?> WhyLocalOnlyAsync(CancellationToken cancellationToken);
}
