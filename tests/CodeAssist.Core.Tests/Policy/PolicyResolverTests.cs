using CodeAssist.Core.Policy;

namespace CodeAssist.Core.Tests.Policy;

/// <summary>The table of what each source can close, and the proof that none can open what another closed.</summary>
public sealed class PolicyResolverTests
{
    private static readonly PolicyStatement[] _statements =
    [
        new PolicyStatement.Silent(), new PolicyStatement.LocalOnly(), new PolicyStatement.Open(), new PolicyStatement.Unusable("is torn"),
    ];

    [Fact]
    public void Models_may_be_fetched_where_the_user_allows_it_whatever_is_open() =>
        Assert.IsType<NetworkPolicy.Open>(PolicyResolver.ResolveForModels(new PolicyStatement.Open(), EgressProgram.Installed));

    [Fact]
    public void Without_a_word_of_the_user_or_a_program_no_model_is_fetched()
    {
        Assert.Equal(LocalOnlyCause.NotAllowedByUser, Cause(new PolicyStatement.Silent(), EgressProgram.Installed));
        Assert.Equal(LocalOnlyCause.UserChoice, Cause(new PolicyStatement.LocalOnly(), EgressProgram.Installed));
        Assert.Equal(LocalOnlyCause.NoEgressProgram, Cause(new PolicyStatement.Open(), EgressProgram.Missing));

        static LocalOnlyCause Cause(PolicyStatement user, EgressProgram egress) =>
            Assert.IsType<NetworkPolicy.LocalOnly>(PolicyResolver.ResolveForModels(user, egress)).Reasons[0].Cause;
    }

    [Fact]
    public void Open_needs_the_users_word_a_trusted_workspace_and_an_egress_program() =>
        Assert.IsType<NetworkPolicy.Open>(PolicyResolver.Resolve(AllOpen));

    [Fact]
    public void A_user_who_says_nothing_stays_local() =>
        Check(AllOpen with { User = new PolicyStatement.Silent() }, LocalOnlyCause.NotAllowedByUser);

    [Fact]
    public void A_user_who_says_local_only_is_obeyed() =>
        Check(AllOpen with { User = new PolicyStatement.LocalOnly() }, LocalOnlyCause.UserChoice);

    [Fact]
    public void Settings_that_cannot_be_read_keep_everything_local() =>
        Check(AllOpen with { User = new PolicyStatement.Unusable("is truncated") }, LocalOnlyCause.UserSettingsUnusable);

    [Fact]
    public void Settings_that_nobody_passed_keep_everything_local() =>
        Check(AllOpen with { User = null! }, LocalOnlyCause.NotAllowedByUser);

    [Fact]
    public void A_repository_may_demand_local_only() =>
        Check(With(new PolicyStatement.LocalOnly()), LocalOnlyCause.RepositoryRule);

    [Fact]
    public void A_repository_file_that_cannot_be_understood_counts_as_a_demand() =>
        Check(With(new PolicyStatement.Unusable("is of version 2")), LocalOnlyCause.RepositoryRuleUnusable);

    [Fact]
    public void A_repository_whose_file_nobody_looked_at_counts_as_a_demand() =>
        Check(With(null!), LocalOnlyCause.RepositoryRuleUnusable);

    [Fact]
    public void A_repository_that_asks_for_open_is_only_silent() =>
        Check(With(new PolicyStatement.Open()) with { User = new PolicyStatement.Silent() }, LocalOnlyCause.NotAllowedByUser);

    [Theory]
    [InlineData(WorkspaceTrust.Unknown)]
    [InlineData(WorkspaceTrust.Untrusted)]
    [InlineData((WorkspaceTrust)7)] // an editor from the future
    public void Only_a_trusted_workspace_can_be_open(WorkspaceTrust trust) =>
        Check(AllOpen with { Workspaces = [Standing(trust, new PolicyStatement.Silent())] }, LocalOnlyCause.UntrustedWorkspace);

    [Fact]
    public void The_strictest_of_several_folders_rules_them_all() =>
        Check(
            AllOpen with
            {
                Workspaces =
                [
                    Standing(WorkspaceTrust.Trusted, new PolicyStatement.Open()),
                    Standing(WorkspaceTrust.Trusted, new PolicyStatement.LocalOnly()),
                ],
            },
            LocalOnlyCause.RepositoryRule);

    [Fact]
    public void Without_a_folder_everything_stays_local() => Check(AllOpen with { Workspaces = [] }, LocalOnlyCause.NoWorkspace);

    [Theory]
    [InlineData(EgressProgram.Missing)]
    [InlineData((EgressProgram)9)]
    public void Without_an_egress_program_everything_stays_local(EgressProgram egress) =>
        Check(AllOpen with { Egress = egress }, LocalOnlyCause.NoEgressProgram);

    [Theory]
    [InlineData("path:/shop")]
    [InlineData("remote:example.org/shop")]
    public void A_repository_that_shares_one_mark_with_a_private_one_is_private(string mark) =>
        Check(AllOpen with { Private = List(PrivateBy.User, mark) }, LocalOnlyCause.PrivateRepository);

    [Fact]
    public void A_private_repository_whose_policy_file_is_gone_stays_private() =>
        Check(AllOpen with { Private = List(PrivateBy.RepositoryFile, "path:/shop") }, LocalOnlyCause.PrivateRepository);

    [Fact]
    public void A_policy_file_that_is_there_is_the_only_reason_named() =>
        Check(With(new PolicyStatement.LocalOnly()) with { Private = List(PrivateBy.RepositoryFile, "path:/shop") }, LocalOnlyCause.RepositoryRule);

    [Fact]
    public void Other_repositories_are_not_private() =>
        Assert.IsType<NetworkPolicy.Open>(PolicyResolver.Resolve(AllOpen with { Private = List(PrivateBy.User, "path:/shopping") }));

    [Fact]
    public void A_list_that_cannot_be_read_keeps_everything_local() =>
        Check(AllOpen with { Private = new PrivateRepositories.Unusable("is torn") }, LocalOnlyCause.PrivateRepositoriesUnusable);

    [Fact]
    public void A_list_that_was_lost_after_a_permission_keeps_everything_local() =>
        Check(AllOpen with { Private = new PrivateRepositories.Missing() }, LocalOnlyCause.PrivateRepositoriesUnusable);

    [Fact]
    public void A_folder_that_cannot_be_told_from_private_ones_stays_local() =>
        Check(
            AllOpen with { Workspaces = [Standing(WorkspaceTrust.Trusted, new PolicyStatement.Silent()) with { Marks = new RepositoryMarks.Unknown("cannot be read") }] },
            LocalOnlyCause.PrivateRepositoriesUnusable);

    [Fact]
    public void Every_reason_that_holds_is_told()
    {
        var policy = PolicyResolver.Resolve(new PolicyInputs(
            new PolicyStatement.LocalOnly(),
            new PrivateRepositories.Known([]),
            [Standing(WorkspaceTrust.Untrusted, new PolicyStatement.Unusable("is torn"))],
            EgressProgram.Missing));

        var reasons = Assert.IsType<NetworkPolicy.LocalOnly>(policy).Reasons;
        Assert.Equal(
            [
                LocalOnlyCause.UserChoice, LocalOnlyCause.RepositoryRuleUnusable, LocalOnlyCause.UntrustedWorkspace,
                LocalOnlyCause.NoEgressProgram,
            ],
            reasons.Select(reason => reason.Cause));
        Assert.Contains(reasons, reason => reason.Sentence is "The policy file of shop cannot be used: it is torn.");
    }

    [Fact]
    public void Of_all_combinations_exactly_those_without_any_objection_are_open()
    {
        var open = AllInputs().Where(inputs => PolicyResolver.Resolve(inputs) is NetworkPolicy.Open).ToList();

        Assert.NotEmpty(open);
        Assert.All(open, inputs =>
        {
            Assert.IsType<PolicyStatement.Open>(inputs.User);
            Assert.Equal(EgressProgram.Installed, inputs.Egress);
            Assert.Empty(Assert.IsType<PrivateRepositories.Known>(inputs.Private).List);
            Assert.All(inputs.Workspaces, workspace => Assert.Equal(WorkspaceTrust.Trusted, workspace.Trust));
            Assert.All(
                inputs.Workspaces,
                workspace => Assert.True(workspace.Repository is PolicyStatement.Silent or PolicyStatement.Open));
        });
    }

    [Fact]
    public void No_repository_turns_a_closed_policy_into_an_open_one()
    {
        foreach (var inputs in AllInputs().Where(inputs => PolicyResolver.Resolve(inputs) is NetworkPolicy.LocalOnly))
        {
            foreach (var statement in _statements)
            {
                var joined = inputs with { Workspaces = [.. inputs.Workspaces, Standing(WorkspaceTrust.Trusted, statement)] };
                var withoutFolder = inputs.Workspaces.Count == 0
                    && inputs is { User: PolicyStatement.Open, Egress: EgressProgram.Installed, Private: PrivateRepositories.Known { List.Count: 0 } };

                // Opening the first trusted folder is the one step that may open; its trust comes from the user, not from the repository.
                Assert.True(withoutFolder || PolicyResolver.Resolve(joined) is NetworkPolicy.LocalOnly, $"{joined}");
            }
        }
    }

    private static PolicyInputs AllOpen => new(
        new PolicyStatement.Open(), new PrivateRepositories.Known([]), [Standing(WorkspaceTrust.Trusted, new PolicyStatement.Silent())], EgressProgram.Installed);

    private static PolicyInputs With(PolicyStatement repository) =>
        AllOpen with { Workspaces = [Standing(WorkspaceTrust.Trusted, repository)] };

    private static WorkspaceStanding Standing(WorkspaceTrust trust, PolicyStatement repository) =>
        new("shop", trust, repository, new RepositoryMarks.Known(["path:/shop", "remote:example.org/shop"]));

    private static PrivateRepositories.Known List(PrivateBy by, string mark) => new([new PrivateRepository("old name", by, [mark, "path:/elsewhere"])]);

    private static IEnumerable<PolicyInputs> AllInputs()
    {
        WorkspaceStanding[] standings =
        [
            .. from trust in Enum.GetValues<WorkspaceTrust>()
               from statement in _statements
               select Standing(trust, statement),
        ];
        IReadOnlyList<WorkspaceStanding>[] workspaces =
        [
            [],
            .. standings.Select(one => (IReadOnlyList<WorkspaceStanding>)[one]),
            .. from first in standings
               from second in standings
               select (IReadOnlyList<WorkspaceStanding>)[first, second],
        ];

        PrivateRepositories[] lists =
        [
            new PrivateRepositories.Known([]), List(PrivateBy.User, "path:/shop"), new PrivateRepositories.Missing(), new PrivateRepositories.Unusable("is torn"),
        ];

        return from user in _statements
               from list in lists
               from folders in workspaces
               from egress in Enum.GetValues<EgressProgram>()
               select new PolicyInputs(user, list, folders, egress);
    }

    private static void Check(PolicyInputs inputs, LocalOnlyCause expected)
    {
        var policy = Assert.IsType<NetworkPolicy.LocalOnly>(PolicyResolver.Resolve(inputs));

        Assert.Equal(expected, Assert.Single(policy.Reasons).Cause);
    }
}
