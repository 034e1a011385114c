namespace CodeAssist.Server.Reviewing.Memory;

/// <summary>Where a dismissal is kept.</summary>
internal enum DismissalPlace
{
    /// <summary>In <c>.codeassist/dismissals.json</c>, for everybody who has the repository.</summary>
    Repository,

    /// <summary>In the user's own data, for this repository.</summary>
    User,
}
