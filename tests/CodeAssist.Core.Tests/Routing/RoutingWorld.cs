using System.Globalization;
using CodeAssist.Core.Policy;
using CodeAssist.Core.Providers;
using CodeAssist.Core.Routing;
using CodeAssist.Core.Spending;

namespace CodeAssist.Core.Tests.Routing;

/// <summary>Turns the words of <c>cases.txt</c> into tasks and states. Models, windows and prices are made up.</summary>
internal static class RoutingWorld
{
    private static readonly TokenPrice _dearest = new(3, null, 15);

    private static readonly RoutableModel _builtIn = Local("built-in", window: 8_192) with
    {
        FillsIn = true,
        Standing = new ModelStanding.CannotChat("The built-in model fills in code and holds no conversations."),
    };

    private static readonly RoutableModel _small = Local("small", window: 4_096, tools: false, json: true);

    public static RoutedTask Task(string text)
    {
        var words = new Queue<string>(text.Split(' '));
        var kind = Enum.Parse<TaskKind>(words.Dequeue(), ignoreCase: true);
        var tokens = words.Dequeue().Split('+');
        var task = new RoutedTask(kind, TaskSize.Whole(Number(tokens[0]), Number(tokens[1])));
        while (words.TryDequeue(out var word))
        {
            task = word switch
            {
                "pieces" => task with { Size = task.Size with { SmallestInputTokens = Number(words.Dequeue()) } },
                "failed" => task with { FailedChecks = Number(words.Dequeue()) },
                "paths" => task with { Paths = words.Dequeue().Split(',') },
                "tools" => task with { NeedsTools = true },
                "json" => task with { NeedsJson = true },
                "withheld" => task with { Withheld = ".env", Paths = [".env"] },
                "stuck" => task with { IsStuck = true },
                "contested" => task with { IsContested = true },
                "stronger" => task with { Wish = TaskWish.Stronger },
                "local" => task with { Wish = TaskWish.Local },
                _ when word.StartsWith("model=", StringComparison.Ordinal) => task with { Model = word["model=".Length..] },
                _ => throw new InvalidOperationException($"'{word}' in '{text}' means nothing."),
            };
        }

        return task;
    }

    public static RoutingState State(RoutingCase row)
    {
        var state = new RoutingState(new NetworkPolicy.Open(), RoutingRules.Default, [.. Models(row)], Funds.None, new DateOnly(2026, 11, 21));
        var words = new Queue<string>(row.Settings.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        while (words.TryDequeue(out var word))
        {
            var rules = state.Rules;
            state = word.Split('=') switch
            {
                ["local-only"] => state with { Policy = new NetworkPolicy.LocalOnly(LocalOnlyCause.UserChoice, "You want it so.") },
                ["day"] => state with { Funds = state.Funds with { Day = Dollars(words.Dequeue()) } },
                ["month"] => state with { Funds = state.Funds with { Month = Dollars(words.Dequeue()) } },
                [['$', ..] amount] => state with { Funds = new Funds(Dollars(amount), Dollars(amount), Dollars(amount)) },
                ["model", var model] => state with { Rules = rules with { Model = model } },
                ["prefer", var models] => state with { Rules = rules with { Preferred = models.Split(',') } },
                [var pattern, var mode] when pattern.Contains('*', StringComparison.Ordinal) => state with { Rules = rules with { Paths = [.. rules.Paths, Path(pattern, mode)] } },
                [var kind, var mode] => state with
                {
                    Rules = rules with
                    {
                        Tasks = new Dictionary<TaskKind, Escalation>(rules.Tasks) { [Task($"{kind} 1+1").Kind] = Enum.Parse<Escalation>(mode, ignoreCase: true) },
                    },
                },
                [var mode] => state with { Rules = rules with { Escalation = Enum.Parse<Escalation>(mode, ignoreCase: true) } },
                _ => throw new InvalidOperationException($"'{word}' in '{row}' means nothing."),
            };
        }

        return state;
    }

    public static string Describe(Route route) => route switch
    {
        Route.Run { Plan.Parts: 1 } run => run.Model.Id,
        Route.Run run => string.Create(CultureInfo.InvariantCulture, $"{run.Model.Id} in {run.Plan.Parts}"),
        Route.Ask { Over: { } period } ask => $"ask {Describe(ask.Wanted)} over {Name(period)}, else {Describe(ask.Otherwise)}",
        Route.Ask ask => $"ask {Describe(ask.Wanted)}, else {Describe(ask.Otherwise)}",
        Route.Nobody => "nobody",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static IEnumerable<RoutableModel> Models(RoutingCase row) =>
        from name in new[] { "none" }.Concat($"{row.Here},{row.Elsewhere}".Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).Distinct(StringComparer.Ordinal)
        let parts = name.Split('!')
        from model in Named(parts[0])
        select parts is [_, var trouble] ? Troubled(model, trouble) : model;

    private static IEnumerable<RoutableModel> Named(string name) => name switch
    {
        "none" => [_builtIn],
        "small" => [_small],
        "weak" => [_small with { SuccessRates = new Dictionary<TaskKind, double> { [TaskKind.Fix] = 0.3, [TaskKind.Explain] = 0.8 } }],
        "large" => [Local("large", window: 32_768, tools: true, json: true)],
        "server" => [new RoutableModel(new ModelCard("loopback", "server", "server"), Tier.Local, ModelStanding.Ready, TokenPrice.Free)],
        "private" => [new RoutableModel(Card("private", "house", 131_072, tools: true, json: true), Tier.PrivateEndpoint, ModelStanding.Ready, TokenPrice.Free)],
        "gateway" => [new RoutableModel(Card("gateway", "paid", 131_072, tools: true, json: true), Tier.PrivateEndpoint, ModelStanding.Ready, new TokenPrice(1, null, 4))],
        "openai" => [Closed("openai", "big", 400_000, new TokenPrice(2, null, 10)), Closed("openai", "mini", 400_000, new TokenPrice(0.25m, null, 2))],
        "anthropic" => [Closed("anthropic", "main", 200_000, _dearest)],
        "unpriced" => [new RoutableModel(Card("unpriced", "x", 100_000, tools: null, json: null), Tier.ClosedApi, ModelStanding.Ready, _dearest) { IsPriceKnown = false }],
        _ => throw new InvalidOperationException($"Nobody is called '{name}'."),
    };

    private static RoutableModel Troubled(RoutableModel model, string trouble) => trouble switch
    {
        "key" => model with { Standing = new ModelStanding.KeyMissing("Set THE_KEY.") },
        "down" => model with { Standing = new ModelStanding.Down("It failed five times.", Until: null) },
        "gone" => model with { Card = model.Card with { RetiresOn = Known(new DateOnly(2026, 11, 21)) } },
        _ => throw new InvalidOperationException($"'{trouble}' is no trouble."),
    };

    private static RoutableModel Local(string name, int window, bool? tools = null, bool? json = null) =>
        new(Card("local", name, window, tools, json), Tier.Local, ModelStanding.Ready, TokenPrice.Free) { IsOwn = true };

    private static RoutableModel Closed(string provider, string name, int window, TokenPrice price) =>
        new(Card(provider, name, window, tools: true, json: true), Tier.ClosedApi, ModelStanding.Ready, price);

    private static ModelCard Card(string provider, string name, int window, bool? tools, bool? json) => new(provider, name, name)
    {
        ContextTokens = Known(window),
        Tools = tools is { } canCall ? Known(canCall) : null,
        JsonSchema = json is { } canObey ? Known(canObey) : null,
    };

    private static Fact<T> Known<T>(T value) => new(value, "made up", new DateOnly(2026, 11, 1));

    private static PathRule Path(string pattern, string mode) => new(
        pattern,
        Enum.Parse<Escalation>(mode, ignoreCase: true),
        path => pattern.StartsWith("**", StringComparison.Ordinal)
            ? path.EndsWith(pattern[2..], StringComparison.Ordinal)
            : path.StartsWith(pattern[..^2], StringComparison.Ordinal));

    private static string Name(BudgetPeriod period) => period switch
    {
        BudgetPeriod.Task => "task",
        BudgetPeriod.Day => "day",
        _ => "month",
    };

    private static decimal Dollars(string text) => decimal.Parse(text[1..], CultureInfo.InvariantCulture);

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
