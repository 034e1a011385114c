using System.Diagnostics;
using CodeAssist.Core.Policy;
using CodeAssist.Core.Providers;
using CodeAssist.Core.Routing;
using CodeAssist.Core.Spending;
using CodeAssist.Egress.Protocol.Catalogue;

namespace CodeAssist.Benchmarks.Gate;

/// <summary>What the decision on who does a task costs: mixed tasks, every model that we ship a card of, and one of this machine.</summary>
internal static class DecisionRun
{
    private const int WarmDecisions = 1_000;
    private const int Decisions = 10_000;

    /// <returns>Milliseconds of each decision.</returns>
    public static List<double> Measure()
    {
        var random = new Random(5);
        var kinds = Enum.GetValues<TaskKind>();
        var state = State();
        List<double> times = [];
        for (var decision = -WarmDecisions; decision < Decisions; decision++)
        {
            var input = random.Next(100, 200_000);
            var task = new RoutedTask(kinds[random.Next(kinds.Length)], new TaskSize(input, random.Next(100, 8_000), Math.Min(input, 2_000)))
            {
                Paths = [$"src/File{random.Next(100)}.cs"],
                NeedsTools = random.Next(4) == 0,
                NeedsJson = random.Next(4) == 0,
                FailedChecks = random.Next(3),
                Wish = (TaskWish)random.Next(3),
            };
            var start = Stopwatch.GetTimestamp();
            _ = Router.Decide(task, state);
            if (decision >= 0)
            {
                times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }
        }

        return times;
    }

    private static RoutingState State()
    {
        var cards = CatalogueFiles.Shipped.Cards;
        var prices = new PriceList(cards, new Dictionary<string, TokenPrice>(StringComparer.Ordinal));
        var local = new RoutableModel(
            new ModelCard("local", "bench", "bench") { ContextTokens = new Fact<int>(8_192, "bench", new DateOnly(2026, 11, 22)) }, Tier.Local, ModelStanding.Ready, TokenPrice.Free);
        return new RoutingState(
            new NetworkPolicy.Open(),
            RoutingRules.Default with
            {
                Escalation = Escalation.Auto,
                Paths = [new PathRule("secret/**", Escalation.Never, static path => path.StartsWith("secret/", StringComparison.Ordinal))],
            },
            [local, .. cards.Select(card => new RoutableModel(card, Tier.ClosedApi, ModelStanding.Ready, prices.Quote(card.Id)!.Price))],
            new Funds(1, 5, 20),
            new DateOnly(2026, 11, 22));
    }
}
