namespace CodeAssist.Core.Policy;

/// <summary>Why nothing may leave the machine.</summary>
public enum LocalOnlyCause
{
    /// <summary>The user wants it so.</summary>
    UserChoice,

    /// <summary>The user has not allowed anything to leave.</summary>
    NotAllowedByUser,

    /// <summary>The user's settings cannot be read: they might forbid it.</summary>
    UserSettingsUnusable,

    /// <summary>A folder's repository demands it.</summary>
    RepositoryRule,

    /// <summary>A repository's file cannot be understood: it might forbid it.</summary>
    RepositoryRuleUnusable,

    /// <summary>A folder belongs to a repository that was put on the user's list of private ones.</summary>
    PrivateRepository,

    /// <summary>The list of private repositories, or what a folder is, cannot be told: it might be on it.</summary>
    PrivateRepositoriesUnusable,

    /// <summary>A folder is not trusted, or nobody said that it is.</summary>
    UntrustedWorkspace,

    /// <summary>No folder is open that could be trusted.</summary>
    NoWorkspace,

    /// <summary>This installation has no program that could send anything.</summary>
    NoEgressProgram,

    /// <summary>The process that decides did not answer.</summary>
    PolicyUnavailable,
}
