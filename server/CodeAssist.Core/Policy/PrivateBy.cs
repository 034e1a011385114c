namespace CodeAssist.Core.Policy;

/// <summary>Who put a repository on the list of private ones.</summary>
public enum PrivateBy
{
    /// <summary>The user, who alone can take it off again.</summary>
    User,

    /// <summary>A policy file that the repository had when it was last seen with one.</summary>
    RepositoryFile,
}
