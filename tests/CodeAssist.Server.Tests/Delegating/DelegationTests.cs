using CodeAssist.Core.Agent;
using CodeAssist.Core.Policy;
using CodeAssist.Core.Providers;
using CodeAssist.Core.Routing;
using CodeAssist.Server.Assisting;
using CodeAssist.Server.Delegating;
using CodeAssist.Server.Tests.Assisting;
using CodeAssist.TestSupport;

namespace CodeAssist.Server.Tests.Delegating;

/// <summary>A task through router, protocols and loop, over models that follow a script.</summary>
public sealed class DelegationTests : IDisposable
{
    private const string Form = """{"thought":"t","call":CALL}""";

    private readonly TemporaryRepository _repository = TemporaryRepository.CreateFolder();
    private readonly MemoryHands _hands = new() { Files = { ["a.py"] = "def add(a, b):\n    return a - b\n" } };
    private readonly RecordingAgentUser _user = new();
    private readonly CountedEditForms _forms = new();
    private RecordingAudience _audience = new();

    public void Dispose() => _repository.Dispose();

    [Fact]
    public async Task A_closed_model_works_with_tools_of_its_own()
    {
        var models = new ScriptedModels(WithTools(ScriptedModels.Closed()))
            .Calls("openai/big", ("read_file", """{"path":"a.py"}"""))
            .Calls("openai/big", ("edit", """{"edits":[{"kind":"replace","path":"a.py","search":"a - b","text":"a + b"}]}"""))
            .Calls("openai/big", ("finish", """{"summary":"Adds."}"""));

        var result = await RunAsync(models);

        Assert.Equal(AgentEndReason.FinishedUnchecked, result.Outcome.End.Reason);
        Assert.Contains("a + b", _hands.Files["a.py"], StringComparison.Ordinal);
        Assert.Equal(11, models.Asked[0].Options!.Tools!.Count);
        Assert.Equal(3 * ((1_000 * 2m) + (100 * 10m)) / 1_000_000, result.Outcome.Spent.Dollars);
        Assert.All(models.Errands, errand => Assert.Equal(result.TaskId, errand.TaskId));
    }

    [Fact]
    public async Task A_model_of_this_machine_works_in_a_form()
    {
        var models = new ScriptedModels(WithSchema(ScriptedModels.Local(16_000)))
            .Answers("local/small", Form.Replace("CALL", """{"tool":"edit","edits":[{"kind":"replace","path":"a.py","search":["    return a - b"],"text":["    return a + b"]}]}""", StringComparison.Ordinal))
            .Answers("local/small", Form.Replace("CALL", """{"tool":"finish","summary":"Adds."}""", StringComparison.Ordinal));

        var result = await RunAsync(models);

        Assert.True(result.Outcome.End.IsFinished);
        Assert.Contains("a + b", _hands.Files["a.py"], StringComparison.Ordinal);
        Assert.NotNull(models.Asked[0].Options!.ResponseFormat);
        Assert.Equal([("local/small", 2)], models.Counted);
    }

    [Fact]
    public async Task T8_a_stuck_task_goes_to_the_closed_model_where_the_user_allows_it()
    {
        var models = Stuck(new ScriptedModels(WithSchema(ScriptedModels.Local(16_000)), WithTools(ScriptedModels.Closed())))
            .Calls("openai/big", ("finish", """{"summary":"Taken over."}"""));
        models.State = models.State with { Rules = RoutingRules.Default };
        _audience = new RecordingAudience { Decides = decision => decision.Reason is RouteReason.Stuck };

        var result = await RunAsync(models);

        Assert.Equal("Taken over.", result.Outcome.Summary);
        Assert.Equal(2, _audience.Asked);
        Assert.Equal([("local/small", TaskKind.Agent, false)], models.Judged);
        Assert.Contains("The same call came 3 times", models.Questions[^1].Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_closed_model_sends_the_one_of_this_machine_to_look_and_both_are_counted()
    {
        var models = new ScriptedModels(WithSchema(ScriptedModels.Local(16_000)), WithTools(ScriptedModels.Closed()))
            .Calls("openai/big", ("find_out", """{"question":"Where is add?"}"""))
            .Answers("local/small", Form.Replace("CALL", """{"tool":"search","pattern":"add","regex":false,"folder":""}""", StringComparison.Ordinal))
            .Answers("local/small", Form.Replace("CALL", """{"tool":"finish","summary":"add stands in a.py."}""", StringComparison.Ordinal))
            .Calls("openai/big", ("finish", """{"summary":"Found."}"""));
        models.State = models.State with { Rules = RoutingRules.Default };
        _audience = new RecordingAudience { Decides = static _ => true };

        var result = await RunAsync(models);

        Assert.Equal("Found.", result.Outcome.Summary);
        Assert.Equal(12, models.Asked[0].Options!.Tools!.Count);
        Assert.Contains("add stands in a.py.", Assert.IsType<string>(models.Asked[^1].Messages.SelectMany(message => message.Contents).OfType<Microsoft.Extensions.AI.FunctionResultContent>().Single().Result), StringComparison.Ordinal);
        var errand = Assert.Single(result.Outcome.Transcript.OfType<TranscriptEntry.Errand>());
        Assert.Equal(("local/small", 0m), (errand.Model, errand.Spent.Dollars));
        Assert.Equal(2 * ((1_000 * 2m) + (100 * 10m)) / 1_000_000, result.Outcome.Spent.Dollars);
        Assert.Equal([("local/small", 2), ("openai/big", 2)], models.Counted.Order());
    }

    [Fact]
    public async Task Local_only_refuses_to_hand_over_and_says_so()
    {
        var models = Stuck(new ScriptedModels(WithSchema(ScriptedModels.Local(16_000)), WithTools(ScriptedModels.Closed())));
        models.State = models.State with { Policy = new NetworkPolicy.LocalOnly(LocalOnlyCause.UserChoice, "You chose local-only.") };

        var result = await RunAsync(models);

        Assert.Equal(AgentEndReason.Stuck, result.Outcome.End.Reason);
        Assert.Contains("You chose local-only.", result.Outcome.End.Sentence, StringComparison.Ordinal);
        Assert.All(models.Questions, question => Assert.Equal("local/small", question.Model));
        Assert.Equal(0, _audience.Asked);
    }

    [Fact]
    public async Task Who_says_no_is_asked_once_and_the_task_stays_here()
    {
        var models = new ScriptedModels(WithSchema(ScriptedModels.Local(16_000)), WithTools(ScriptedModels.Closed()))
            .Answers("local/small", Form.Replace("CALL", """{"tool":"finish","summary":"Done here."}""", StringComparison.Ordinal));
        models.State = models.State with { Rules = RoutingRules.Default };

        var result = await RunAsync(models);

        Assert.Equal("Done here.", result.Outcome.Summary);
        Assert.Equal(1, _audience.Asked);
    }

    [Fact]
    public async Task Nobody_who_could_do_it_is_said_and_nothing_is_begun()
    {
        var result = await RunAsync(new ScriptedModels());

        Assert.Equal(AgentEndReason.Nobody, result.Outcome.End.Reason);
        Assert.Empty(_hands.Did);
    }

    [Fact]
    public async Task A_text_that_repeats_is_stopped_while_it_comes()
    {
        var models = new ScriptedModels(WithSchema(ScriptedModels.Local(16_000)))
            .Answers("local/small", string.Concat(Enumerable.Repeat("I will look at the file and then I will change it. ", 400)));

        var result = await RunAsync(models);

        Assert.Equal(AgentEndReason.Stuck, result.Outcome.End.Reason);
    }

    [Fact]
    public async Task What_the_users_rules_keep_here_is_not_told_elsewhere()
    {
        _hands.Files["secret/key.py"] = "CANARY";
        var models = new ScriptedModels(WithTools(ScriptedModels.Closed()))
            .Calls("openai/big", ("read_file", """{"path":"secret/key.py"}"""))
            .Calls("openai/big", ("finish", """{"summary":"-"}"""));
        models.State = models.State with
        {
            Rules = models.State.Rules with { Paths = [new PathRule("secret/**", Escalation.Never, path => path.StartsWith("secret/", StringComparison.Ordinal))] },
        };

        await RunAsync(models);

        Assert.DoesNotContain(models.Asked.SelectMany(asked => asked.Messages), message => message.Contents.Any(content => content.ToString()!.Contains("CANARY", StringComparison.Ordinal)));
        Assert.DoesNotContain(
            models.Asked.SelectMany(asked => asked.Messages).SelectMany(message => message.Contents).OfType<Microsoft.Extensions.AI.FunctionResultContent>(),
            result => ((string)result.Result!).Contains("CANARY", StringComparison.Ordinal));
    }

    private static ScriptedModels Stuck(ScriptedModels models)
    {
        for (var turn = 0; turn < 3; turn++)
        {
            models.Answers("local/small", Form.Replace("CALL", """{"tool":"read_file","path":"a.py","from":0,"to":0}""", StringComparison.Ordinal));
        }

        return models;
    }

    private Task<DelegationResult> RunAsync(ScriptedModels models) =>
        new Delegation(models, _hands, _user, _audience, _forms, TimeProvider.System).RunAsync(
            new DelegationWish("Make it add.", IsPlan: false, AssistDirections.None, Checks: [], Steps: 25, MostDollars: null),
            _repository.Root,
            TestContext.Current.CancellationToken);

    private static RoutableModel WithTools(RoutableModel model) => model with { Card = model.Card with { Tools = Yes() } };

    private static RoutableModel WithSchema(RoutableModel model) => model with { IsOwn = true, Card = model.Card with { JsonSchema = Yes() } };

    private static Fact<bool> Yes() => new(Value: true, "made up", new DateOnly(2026, 11, 1));
}
