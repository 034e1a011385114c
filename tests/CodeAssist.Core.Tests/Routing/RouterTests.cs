using CodeAssist.Core.Policy;
using CodeAssist.Core.Routing;

namespace CodeAssist.Core.Tests.Routing;

public sealed class RouterTests
{
    public static TheoryData<int> Rows => [.. Enumerable.Range(0, RoutingCase.All.Count)];

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_task_goes_where_the_table_says(int row)
    {
        var expected = RoutingCase.All[row];

        var decision = Router.Decide(RoutingWorld.Task(expected.Task), RoutingWorld.State(expected));

        Assert.Equal($"{expected.Route} | {expected.Reason}", $"{RoutingWorld.Describe(decision.Route)} | {decision.Reason}");
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void Every_model_is_chosen_or_rejected_with_a_sentence(int row)
    {
        var state = RoutingWorld.State(RoutingCase.All[row]);

        var decision = Router.Decide(RoutingWorld.Task(RoutingCase.All[row].Task), state);

        var chosen = decision.Route switch
        {
            Route.Run run => run.Model.Id,
            Route.Ask ask => ask.Wanted.Model.Id,
            _ => null,
        };
        Assert.Equal(
            state.Models.Select(model => model.Id).Where(id => !string.Equals(id, chosen, StringComparison.Ordinal)).Order(StringComparer.Ordinal),
            decision.Rejected.Select(rejection => rejection.Model).Order(StringComparer.Ordinal));
        Assert.All(decision.Rejected, rejection => Assert.EndsWith(".", rejection.Sentence, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void The_order_in_which_providers_are_known_changes_nothing(int row)
    {
        var expected = RoutingCase.All[row];
        var state = RoutingWorld.State(expected);
        var turned = state with { Models = [.. state.Models.GroupBy(model => model.Card.Provider, StringComparer.Ordinal).Reverse().SelectMany(provider => provider)] };

        var decision = Router.Decide(RoutingWorld.Task(expected.Task), turned);

        Assert.Equal(expected.Route, RoutingWorld.Describe(decision.Route));
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void Under_local_only_no_task_goes_beyond_this_machine(int row)
    {
        var state = RoutingWorld.State(RoutingCase.All[row]) with { Policy = new NetworkPolicy.LocalOnly(LocalOnlyCause.UserChoice, "You want it so.") };

        var decision = Router.Decide(RoutingWorld.Task(RoutingCase.All[row].Task), state);

        Assert.IsNotType<Route.Ask>(decision.Route);
        Assert.True(decision.Route is Route.Nobody or Route.Run { Model.Tier: Tier.Local });
    }

    [Fact]
    public void The_table_has_two_hundred_tasks_and_no_row_twice()
    {
        Assert.InRange(RoutingCase.All.Count, 200, 1000);
        Assert.Equal(RoutingCase.All.Count, RoutingCase.All.Select(row => $"{row.Task}|{row.Here}|{row.Elsewhere}|{row.Settings}").Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void Who_stays_against_its_worth_is_told_what_stood_in_the_way()
    {
        var row = RoutingCase.All.First(row => row is { Reason: "UserWantsStronger", Settings: "never", Elsewhere: "openai" });

        var decision = Router.Decide(RoutingWorld.Task(row.Task), RoutingWorld.State(row));

        Assert.Equal(
            "local/small. You want a stronger model. But openai/big cannot do it instead: The settings keep such tasks on this machine: routing.escalation.",
            RouteSentences.Of(decision));
    }

    [Fact]
    public void Who_is_asked_is_told_the_most_that_it_can_cost()
    {
        var row = RoutingCase.All.First(row => row.Route is "ask openai/big over day, else local/small");

        Assert.Equal(
            "openai/big, at most $0.007. You want a stronger model. It goes over today's budget, so you are asked; otherwise local/small.",
            RouteSentences.Of(Router.Decide(RoutingWorld.Task(row.Task), RoutingWorld.State(row))));
    }
}
