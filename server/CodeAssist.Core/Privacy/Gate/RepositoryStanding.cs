namespace CodeAssist.Core.Privacy.Gate;

/// <summary>What the policy says of one repository at the moment of asking.</summary>
public enum RepositoryStanding
{
    /// <summary>The policy does not know it, which is no permission.</summary>
    Unknown,

    LocalOnly,

    MayLeave,
}
