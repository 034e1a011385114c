namespace CodeAssist.Core.Policy;

/// <summary>Everything that is known when a policy is asked for.</summary>
/// <param name="User">The user's own settings, which no repository can write.</param>
/// <param name="Private">The user's list of private repositories.</param>
/// <param name="Workspaces">Every folder that is open; one process serves them all, so that the strictest rules.</param>
/// <param name="Egress">Whether there is a program that could send anything.</param>
public sealed record PolicyInputs(
    PolicyStatement User, PrivateRepositories Private, IReadOnlyList<WorkspaceStanding> Workspaces, EgressProgram Egress);
