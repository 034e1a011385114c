using CodeAssist.Core.Policy;

namespace CodeAssist.Processes.Broker;

/// <summary>The way to a running egress.</summary>
/// <param name="PipeName">Name for <see cref="System.IO.Pipes"/>.</param>
/// <param name="Token">What a client has to show; nobody else knows it.</param>
/// <param name="Reach">How far requests may go.</param>
public sealed record EgressDoor(string PipeName, string Token, EgressReach Reach)
{
    /// <summary>Without the token, which belongs in no log.</summary>
    public override string ToString() => $"{PipeName}, {Reach}";
}
