using CodeAssist.Egress.Protocol;

namespace CodeAssist.Models.Egress;

/// <summary>What became of the wish for a running egress.</summary>
public abstract record EgressLaunchResult
{
    private EgressLaunchResult()
    {
    }

    /// <param name="PipeName">Where it listens.</param>
    /// <param name="Token">What it wants to be shown.</param>
    public sealed record Listening(string PipeName, string Token) : EgressLaunchResult
    {
        /// <summary>Whether it reaches the model server of this machine alone, because nothing may leave.</summary>
        public bool IsLoopbackOnly { get; init; }

        /// <summary>Without the token, which belongs in no log.</summary>
        public override string ToString() => PipeName;
    }

    /// <summary>There is none.</summary>
    public sealed record Refused(EgressFailure Failure) : EgressLaunchResult;
}
