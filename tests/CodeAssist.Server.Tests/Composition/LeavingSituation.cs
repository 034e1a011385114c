using CodeAssist.Core.Policy;
using CodeAssist.Core.Providers;
using CodeAssist.Core.Routing;
using CodeAssist.Core.Spending;
using CodeAssist.Egress.Protocol.Catalogue;

namespace CodeAssist.Server.Tests.Composition;

/// <summary>How user, editor and repository stand to code that leaves, and what the rules make of it. Everybody who can be named is named.</summary>
/// <param name="When">For people: the heading of a column, or part of it.</param>
/// <param name="Inputs">What the policy is resolved from.</param>
internal sealed record LeavingSituation(string When, PolicyInputs Inputs)
{
    private static readonly NamedEndpoints _endpoints = new("https://models.example/v1", "127.0.0.1:11434", "");

    private static readonly Funds _funds = new(1, 1, 1);

    private static readonly WorkspaceStanding _folder = new("work", WorkspaceTrust.Trusted, new PolicyStatement.Silent(), new RepositoryMarks.Known(["mark"]));

    private static readonly PolicyInputs _allowed = new(new PolicyStatement.Open(), new PrivateRepositories.Known([]), [_folder], EgressProgram.Installed);

    public static IReadOnlyList<LeavingSituation> All { get; } =
    [
        new("as installed", _allowed with { User = new PolicyStatement.Silent(), Private = new PrivateRepositories.Missing() }),
        new("in local-only", _allowed with { User = new PolicyStatement.LocalOnly() }),
        new("or your `policy.json` cannot be read", _allowed with { User = new PolicyStatement.Unusable("is torn") }),
        new("you allowed it, but an open folder is private", _allowed with { Private = new PrivateRepositories.Known([new PrivateRepository("work", PrivateBy.User, ["mark"])]) }),
        new("or has a file that keeps it here", _allowed with { Workspaces = [_folder with { Repository = new PolicyStatement.LocalOnly() }] }),
        new("or is not trusted", _allowed with { Workspaces = [_folder with { Trust = WorkspaceTrust.Untrusted }] }),
        new("or cannot be told from private ones", _allowed with { Workspaces = [_folder with { Marks = new RepositoryMarks.Unknown("is torn") }] }),
        new("you allowed it, and no open folder objects", _allowed),
    ];

    public bool IsOpen => Policy is NetworkPolicy.Open;

    /// <summary>Where somebody could be asked at all.</summary>
    public IReadOnlyList<Tier> Reachable =>
        EgressRule.ReachUnder(Policy, EgressPurpose.Questions, isLoopbackNamed: true) is { } reach
            ? [.. ProviderTable.For(CatalogueFiles.Shipped, _endpoints, reach).Select(provider => TierOf(provider.Place)).Distinct().Order()]
            : [];

    public bool MayFetchModels => EgressRule.ReachUnder(PolicyResolver.ResolveForModels(Inputs.User, Inputs.Egress), EgressPurpose.Models, isLoopbackNamed: true) is EgressReach.ModelsOnly;

    private NetworkPolicy Policy => PolicyResolver.Resolve(Inputs);

    /// <summary>Who is asked to do a task, from the closest to the farthest.</summary>
    public IReadOnlyList<LeavingPlace> Places(TaskKind kind, TaskWish wish) =>
    [
        .. from tier in Reachable
           let place = new LeavingPlace(tier, Ask(tier, kind, wish, Escalation.Never), Ask(tier, kind, wish, Escalation.Ask), Ask(tier, kind, wish, Escalation.Auto))
           where (place.Never, place.Ask, place.Auto) is not (LeavingWord.No, LeavingWord.No, LeavingWord.No)
           select place,
    ];

    // Nobody else is known, so that what comes out is about this one alone.
    private LeavingWord Ask(Tier tier, TaskKind kind, TaskWish wish, Escalation escalation)
    {
        var card = new ModelCard("somebody", "model", "model") { Tools = Known(true), JsonSchema = Known(true) };
        var model = new RoutableModel(card, tier, ModelStanding.Ready, tier is Tier.ClosedApi ? new TokenPrice(1, null, 1) : TokenPrice.Free) { FillsIn = true };
        var state = new RoutingState(Policy, new RoutingRules { Escalation = escalation }, [model], _funds, new DateOnly(2026, 11, 1));
        return Router.Decide(new RoutedTask(kind, TaskSize.Whole(100, 100)) { Wish = wish }, state).Route switch
        {
            Route.Run => LeavingWord.Yes,
            Route.Ask => LeavingWord.AfterAYes,
            _ => LeavingWord.No,
        };
    }

    private static Fact<T> Known<T>(T value) => new(value, "made up", new DateOnly(2026, 11, 1));

    private static Tier TierOf(ProviderPlace place) => place switch
    {
        ProviderPlace.Internet => Tier.ClosedApi,
        ProviderPlace.PrivateEndpoint => Tier.PrivateEndpoint,
        _ => Tier.Local,
    };
}
