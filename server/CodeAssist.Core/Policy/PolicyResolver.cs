namespace CodeAssist.Core.Policy;

/// <summary>Merges what user, editor and repositories say. Each of them can close; only all of them together leave it open.</summary>
/// <remarks>
/// Fails closed: what is missing, unreadable or unknown counts as a reason to stay local. No input can turn a refusal of another
/// into a permission, which is what "a repository may tighten, never loosen" comes down to.
/// </remarks>
public static class PolicyResolver
{
    private const string NoProgram = "This installation has no program that could send anything.";

    public static NetworkPolicy Resolve(PolicyInputs inputs)
    {
        List<LocalOnlyReason> reasons = [];
        if (OfUser(inputs.User) is { } user)
        {
            reasons.Add(user);
        }

        if (OfList(inputs) is { } list)
        {
            reasons.Add(list);
        }

        if (inputs.Workspaces.Count == 0)
        {
            reasons.Add(new(LocalOnlyCause.NoWorkspace, "No folder is open, so nothing says that its code may leave the machine."));
        }

        foreach (var workspace in inputs.Workspaces)
        {
            reasons.AddRange(OfRepository(workspace));
            reasons.AddRange(OfPrivacy(workspace, inputs.Private));
            reasons.AddRange(OfTrust(workspace));
        }

        if (inputs.Egress is not EgressProgram.Installed)
        {
            reasons.Add(new(LocalOnlyCause.NoEgressProgram, NoProgram));
        }

        return reasons.Count == 0 ? new NetworkPolicy.Open() : new NetworkPolicy.LocalOnly(reasons);
    }

    /// <summary>Whether models may be fetched. Nothing of a folder goes along, so that no repository has a say in it: the user has.</summary>
    /// <param name="user">The user's own settings.</param>
    /// <param name="egress">Whether there is a program that could fetch anything.</param>
    public static NetworkPolicy ResolveForModels(PolicyStatement user, EgressProgram egress) =>
        OfUser(user) is { } reason ? new NetworkPolicy.LocalOnly([reason])
        : egress is EgressProgram.Installed ? new NetworkPolicy.Open()
        : new NetworkPolicy.LocalOnly(LocalOnlyCause.NoEgressProgram, NoProgram);

    private static LocalOnlyReason? OfUser(PolicyStatement user) => user switch
    {
        PolicyStatement.Open => null,
        PolicyStatement.LocalOnly => new(LocalOnlyCause.UserChoice, "Your settings keep everything on this machine."),
        PolicyStatement.Unusable unusable => new(
            LocalOnlyCause.UserSettingsUnusable,
            $"Your settings file cannot be used: it {unusable.Problem}. Until it can, nothing leaves."),
        _ => new(LocalOnlyCause.NotAllowedByUser, "You have not allowed anything to leave this machine."),
    };

    private static IEnumerable<LocalOnlyReason> OfRepository(WorkspaceStanding workspace) => workspace.Repository switch
    {
        PolicyStatement.Silent or PolicyStatement.Open => [],
        PolicyStatement.LocalOnly =>
            [new(LocalOnlyCause.RepositoryRule, $"The policy file of {workspace.Name} keeps its code on this machine.")],
        PolicyStatement.Unusable unusable =>
            [new(LocalOnlyCause.RepositoryRuleUnusable, $"The policy file of {workspace.Name} cannot be used: it {unusable.Problem}.")],
        _ => [new(LocalOnlyCause.RepositoryRuleUnusable, $"Nothing is known of the policy file of {workspace.Name}.")],
    };

    private static LocalOnlyReason? OfList(PolicyInputs inputs) => inputs.Private switch
    {
        PrivateRepositories.Known => null,

        // Nobody has been allowed anything, so that there is nothing a list could keep back.
        PrivateRepositories.Missing when inputs.User is not PolicyStatement.Open => null,
        PrivateRepositories.Unusable unusable => new(
            LocalOnlyCause.PrivateRepositoriesUnusable,
            $"Your list of private repositories cannot be used: it {unusable.Problem}. Until it can, nothing leaves."),
        _ => new(
            LocalOnlyCause.PrivateRepositoriesUnusable,
            "Your list of private repositories is not there. 'codeassist policy allow' begins a new one; until then nothing leaves."),
    };

    private static IEnumerable<LocalOnlyReason> OfPrivacy(WorkspaceStanding workspace, PrivateRepositories repositories) =>
        (workspace.Marks, repositories) switch
        {
            (RepositoryMarks.Known marks, PrivateRepositories.Known known) => known.Find(marks) switch
            {
                null => [],
                { By: PrivateBy.User } =>
                    [new(LocalOnlyCause.PrivateRepository, $"You have made the repository of {workspace.Name} private.")],

                // While the file is there it speaks for itself.
                { } when workspace.Repository is PolicyStatement.LocalOnly => [],
                { } => [new(LocalOnlyCause.PrivateRepository, $"The repository of {workspace.Name} had a policy file that keeps its code on this machine.")],
            },
            (RepositoryMarks.Known, _) => [],
            (RepositoryMarks.Unknown unknown, _) =>
                [new(LocalOnlyCause.PrivateRepositoriesUnusable, $"{workspace.Name} cannot be told from private repositories: it {unknown.Problem}.")],
            _ => [new(LocalOnlyCause.PrivateRepositoriesUnusable, $"Nobody has looked which repository {workspace.Name} belongs to.")],
        };

    private static IEnumerable<LocalOnlyReason> OfTrust(WorkspaceStanding workspace) => workspace.Trust switch
    {
        WorkspaceTrust.Trusted => [],
        WorkspaceTrust.Untrusted => [new(LocalOnlyCause.UntrustedWorkspace, $"{workspace.Name} is not trusted.")],
        _ => [new(LocalOnlyCause.UntrustedWorkspace, $"The editor has not said that {workspace.Name} is trusted.")],
    };
}
