using CodeAssist.Context.Fixes;
using CodeAssist.Core.Assist;
using CodeAssist.Core.Privacy.Gate;
using CodeAssist.Core.Review.Changes;
using CodeAssist.Core.Routing;
using CodeAssist.Core.Text;
using CodeAssist.Server.Assisting;
using Microsoft.Extensions.AI;

namespace CodeAssist.Server.Tests.Assisting;

public sealed class AssistantTests
{
    private const string Text = "class Cart\n{\n    int Total(int price)\n    {\n        return price - 1;\n    }\n}\n";
    private const string Good = "The tax is gone.\n```csharp\n        return price;\n```\n";
    private const string Broken = "```csharp\n        return price\n```\n";

    private readonly ScriptedModels _models = new(ScriptedModels.Local(), ScriptedModels.Closed());

    [Fact]
    public async Task An_explanation_is_streamed_from_the_model_of_this_machine()
    {
        _models.Answers("local/small", "It takes one off the price.");
        var audience = new RecordingAudience();

        var outcome = await RunAsync(AssistKind.Explain, audience);

        Assert.Equal("It takes one off the price.", Assert.IsType<AssistOutcome.Explained>(outcome).Text);
        Assert.Equal("It takes one off the price.", audience.Text);
        Assert.Equal(["local/small: Routine"], audience.Told);
        Assert.Equal([("local/small", 1)], _models.Counted);
    }

    [Fact]
    public async Task A_change_that_holds_is_offered()
    {
        _models.Answers("local/small", Good);

        var outcome = Assert.IsType<AssistOutcome.Changed>(await RunAsync(AssistKind.Fix));

        Assert.Equal("The tax is gone.", outcome.Remark);
        Assert.Equal("        return price;\n", Assert.Single(outcome.Change.Edits).NewText);
    }

    [Fact]
    public async Task A_model_is_told_what_was_wrong_with_its_answer_and_may_correct_it()
    {
        _models.Answers("local/small", Broken).Answers("local/small", Good);

        var outcome = await RunAsync(AssistKind.Fix);

        Assert.IsType<AssistOutcome.Changed>(outcome);
        Assert.Contains("Your answer cannot be used.", _models.Questions[1].Said, StringComparison.Ordinal);
        Assert.Contains("return price\n```", _models.Questions[1].Said, StringComparison.Ordinal);
        Assert.NotNull(outcome.Trail.Steps[0].Problem);
        Assert.Null(outcome.Trail.Steps[1].Problem);
    }

    [Fact]
    public async Task Two_answers_that_do_not_hold_take_the_task_to_a_stronger_model()
    {
        _models.Answers("local/small", Broken).Answers("local/small", Broken).Answers("openai/big", Good);
        var audience = new RecordingAudience();

        var outcome = await RunAsync(AssistKind.Fix, audience);

        Assert.IsType<AssistOutcome.Changed>(outcome);
        Assert.Equal("openai/big: ChecksFailed", audience.Told[^1]);
        Assert.Equal(0.003m, outcome.Trail.Steps[^1].Dollars);
        Assert.Equal([("local/small", TaskKind.Fix, false), ("openai/big", TaskKind.Fix, true)], _models.Judged);
    }

    [Fact]
    public async Task Where_nobody_else_may_be_asked_such_a_task_fails_and_says_why()
    {
        _models.State = _models.State with { Rules = RoutingRules.Default with { Escalation = Escalation.Never } };
        _models.Answers("local/small", Broken).Answers("local/small", Broken);

        var failed = Assert.IsType<AssistOutcome.Failed>(await RunAsync(AssistKind.Fix));

        Assert.StartsWith("local/small: Its answers cannot be used.", failed.Why, StringComparison.Ordinal);
        Assert.Equal(2, failed.Trail.Steps.Count);
    }

    [Fact]
    public async Task A_model_that_fails_is_replaced_by_another_and_that_is_told()
    {
        _models.Fails("openai/big").Answers("local/small", "It is simple.");
        var audience = new RecordingAudience();

        var outcome = await RunAsync(AssistKind.Explain, audience, new AssistDirections(TaskWish.Stronger, null));

        Assert.IsType<AssistOutcome.Explained>(outcome);
        Assert.Equal(["openai/big: UserWantsStronger", "It went away. Try again later.", "local/small: UserWantsStronger"], audience.Told);
    }

    [Fact]
    public async Task A_model_that_is_named_is_not_replaced()
    {
        _models.Fails("openai/big");

        var failed = Assert.IsType<AssistOutcome.Failed>(await RunAsync(AssistKind.Explain, directions: new AssistDirections(TaskWish.None, "openai/big")));

        Assert.Equal("openai/big: It went away. Try again later.", failed.Why);
        Assert.Equal("openai/big", Assert.Single(_models.Questions).Model);
    }

    [Fact]
    public async Task A_part_of_an_explanation_is_kept_and_marked()
    {
        _models.Fails("local/small", "It takes one");

        var explained = Assert.IsType<AssistOutcome.Explained>(await RunAsync(AssistKind.Explain));

        Assert.Equal(("It takes one", true), (explained.Text, explained.IsPartial));
    }

    [Fact]
    public async Task A_change_that_was_cut_off_is_not_offered()
    {
        _models.Answers("local/small", Good, ChatFinishReason.Length).Answers("local/small", Good);

        var outcome = await RunAsync(AssistKind.Fix);

        Assert.Equal("It was longer than an answer may be.", outcome.Trail.Steps[0].Problem);
        Assert.IsType<AssistOutcome.Changed>(outcome);
    }

    [Fact]
    public async Task Who_is_asked_once_and_says_no_is_not_asked_again()
    {
        _models.State = _models.State with { Rules = RoutingRules.Default };
        _models.Fails("local/small");
        var audience = new RecordingAudience(allows: false);

        var outcome = await RunAsync(AssistKind.Explain, audience, new AssistDirections(TaskWish.Stronger, null));

        Assert.IsType<AssistOutcome.Failed>(outcome);
        Assert.Equal(1, audience.Asked);
        Assert.Equal("local/small", Assert.Single(_models.Questions).Model);
    }

    [Fact]
    public async Task A_yes_covers_what_was_said_that_it_costs_and_nothing_else()
    {
        _models.State = _models.State with { Rules = RoutingRules.Default };
        _models.Answers("openai/big", Good);

        var outcome = await RunAsync(AssistKind.Fix, new RecordingAudience(allows: true), new AssistDirections(TaskWish.Stronger, null));

        var approval = Assert.Single(_models.Errands).Approval;
        Assert.Equal(("a test", ((Route.Ask)outcome.Trail.Decision.Route).Wanted.MostDollars), (approval?.Approver, approval?.Dollars));
    }

    [Fact]
    public async Task A_long_explanation_is_asked_piece_by_piece_and_brought_together()
    {
        var models = new ScriptedModels(ScriptedModels.Local(window: 4_096));
        var text = string.Concat(Enumerable.Range(0, 600).Select(line => line % 10 == 9 ? "\n" : $"    total += price[{line}];\n"));
        var subject = Subject(AssistKind.Explain, text, new LineSpan(0, 600));
        var audience = new RecordingAudience();
        for (var piece = 0; piece < 40; piece++)
        {
            models.Answers("local/small", "A piece.");
        }

        var outcome = await new Assistant(models, new FixCheck(), TimeProvider.System)
            .RunAsync(subject, AssistDirections.None, audience, TestContext.Current.CancellationToken);

        Assert.False(Assert.IsType<AssistOutcome.Explained>(outcome).IsPartial);
        Assert.InRange(models.Questions.Count, 3, 20);
        Assert.Contains("<<< piece 1\nA piece.\n", models.Questions[^1].Said, StringComparison.Ordinal);
        Assert.All(Enumerable.Range(0, 600).Where(line => line % 10 != 9), line => Assert.Contains(models.Questions, question => question.Said.Contains($"price[{line}]", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Cancelling_ends_a_task_in_the_middle_of_an_answer()
    {
        _models.Answers("local/small", "It takes one off the price.");
        using var source = new CancellationTokenSource();
        var task = new Assistant(_models, new FixCheck(), TimeProvider.System).RunAsync(
            Subject(AssistKind.Explain, Text, new LineSpan(4, 5)), AssistDirections.None, new CancellingAudience(source), source.Token);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => task);
    }

    private Task<AssistOutcome> RunAsync(AssistKind kind, RecordingAudience? audience = null, AssistDirections? directions = null) =>
        new Assistant(_models, new FixCheck(), TimeProvider.System).RunAsync(
            Subject(kind, Text, new LineSpan(4, 5)), directions ?? AssistDirections.None, audience ?? new RecordingAudience(), TestContext.Current.CancellationToken);

    private static AssistSubject Subject(AssistKind kind, string text, LineSpan lines) => new(
        kind, DocumentSnapshot.Open("file:///shop/Cart.cs", Languages.CSharp, 1, text), new PartOrigin.File("/shop", "Cart.cs", IsIgnored: false), lines);

    private sealed class CancellingAudience(CancellationTokenSource source) : IAssistAudience
    {
        public string Name => "a test";

        public void Decided(RouteDecision decision, Route.Run run)
        {
            // Nothing to do.
        }

        public void Write(string piece) => source.Cancel();

        public void StartAgain(string why) => Assert.Fail(why);

        public void Progress(int answered, int questions) => Assert.Fail("It is one question.");

        public Task<bool> AllowAsync(RouteDecision decision, Route.Ask ask, AssistQuestion question, CancellationToken cancellationToken) => Task.FromResult(false);
    }
}
