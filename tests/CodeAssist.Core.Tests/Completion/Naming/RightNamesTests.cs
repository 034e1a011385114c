using CodeAssist.Core.Completion;
using CodeAssist.Core.Completion.Context;
using CodeAssist.Core.Completion.Gating;
using CodeAssist.Core.Completion.Mixing;
using CodeAssist.Core.Completion.PostProcessing;
using CodeAssist.Core.Models;

namespace CodeAssist.Core.Tests.Completion.Naming;

/// <summary>Behaviour 16: a name that exists wins over one that the model made up.</summary>
public sealed class RightNamesTests
{
    [Fact]
    public async Task Behaviour_16_the_likeliest_of_the_legal_names_takes_the_place_of_one_that_does_not_exist()
    {
        var model = Saying("Sum(totals);", text => text.Contains("count", StringComparison.Ordinal) ? -1 : -3);

        var outcome = await CompleteAsync(model, "totals", "amount", "count");

        Assert.Equal("Sum(count);", Assert.IsType<CompletionOutcome.Suggested>(outcome).Best.InsertText);
        Assert.Equal(["Sum(totals);", "Sum(amount);", "Sum(count);"], model.Scored, StringComparer.Ordinal);
        Assert.Same(Assert.Single(model.Prompts), Assert.Single(model.ScoredFor));
    }

    [Fact]
    public async Task Behaviour_16_the_answer_is_as_much_less_likely_as_its_name()
    {
        var outcome = await CompleteAsync(Saying("totals + 1;", text => text.StartsWith("count", StringComparison.Ordinal) ? -1.5 : -1, probability: 0.8), "totals", "count");

        Assert.Equal(0.8 * Math.Exp(-0.5), Assert.IsType<CompletionOutcome.Suggested>(outcome).Best.Probability, 6);
    }

    [Fact]
    public async Task Behaviour_16_what_follows_far_behind_a_name_is_not_scored()
    {
        var model = Saying("totals + and more;", _ => -1);

        await CompleteAsync(model, "totals", "count");

        Assert.Equal(["totals + a", "count + a"], model.Scored, StringComparer.Ordinal);
    }

    [Theory]
    [InlineData(CompletionTrigger.Automatic, false)]
    [InlineData(CompletionTrigger.Invoked, true)]
    public async Task Behaviour_16_where_nothing_legal_is_known_only_those_who_ask_see_the_answer(CompletionTrigger trigger, bool isShown)
    {
        var outcome = await CompleteAsync(Saying("totals + 1;", _ => -1), "totals", [], trigger);

        Assert.Equal(isShown, outcome is CompletionOutcome.Suggested);
        Assert.True(isShown || outcome is CompletionOutcome.NoSuggestion { Reason: NoSuggestionReason.UnknownName });
    }

    [Theory]
    [InlineData(CompletionTrigger.Automatic, 0.2, false)]
    [InlineData(CompletionTrigger.Automatic, 0.9, true)]
    [InlineData(CompletionTrigger.Invoked, 0.2, true)]
    public async Task Behaviour_16_names_are_looked_at_only_where_the_answer_may_be_shown(CompletionTrigger trigger, double probability, bool areLookedAt)
    {
        var names = new ScriptedNames("totals", "count");

        await CompleteAsync(Saying("totals + 1;", _ => -1, probability), names, trigger);

        Assert.Equal(areLookedAt, names.Looks > 0);
    }

    [Fact]
    public async Task Behaviour_16_names_are_looked_at_by_what_workspace_and_model_think_together()
    {
        var model = Saying("totals + 1;", _ => -1, probability: 0.9);
        var unbelieved = new MixWeights(new double[MixWeights.CandidateCount], [10, 0, 0, 0]);
        model.Confidence = Confidence.Uncalibrated with { RestOfLine = LineConfidence.Uncalibrated with { Together = unbelieved } };
        var names = new ScriptedNames("totals", "count");

        await CompleteAsync(model, names, CompletionTrigger.Automatic, new ScriptedWorkspace(("other + 1;", 0.1)));

        Assert.Equal(0, names.Looks);
    }

    [Fact]
    public async Task What_a_look_at_names_needs_is_read_while_the_model_thinks()
    {
        var names = new ScriptedNames("totals", "count");
        var model = Saying("totals + 1;", _ => -1);
        model.Thinks = new TaskCompletionSource();

        var answer = CompleteAsync(model, names, CompletionTrigger.Automatic);
        var whileItThinks = (Prepared: names.Prepared.Count, names.Looks);
        model.Thinks.SetResult();
        await answer;

        Assert.Equal((1, 0), whileItThinks);
        Assert.True(names.Looks > 0);
    }

    [Theory]
    [InlineData(0.55)]
    [InlineData(0.95)]
    public async Task Behaviour_16_a_text_of_the_workspace_with_a_name_that_does_not_exist_is_not_shown_however_sure_it_is(double probability)
    {
        var model = Saying("count + 1;", _ => -1);
        model.Confidence = Confidence.Uncalibrated;

        var outcome = await CompleteAsync(model, "totals", ["count"], CompletionTrigger.Automatic, new ScriptedWorkspace(("totals + 1;", probability)));

        Assert.Equal("count + 1;", Assert.IsType<CompletionOutcome.Suggested>(outcome).Best.InsertText);
    }

    [Fact]
    public async Task Behaviour_16_without_a_model_the_next_text_of_the_workspace_is_shown_in_its_place()
    {
        var model = Saying("never asked", _ => -1);
        model.Availability = new ModelAvailability.Loading(0.5);

        var outcome = await CompleteAsync(model, "totals", ["count"], CompletionTrigger.Automatic, new ScriptedWorkspace(("totals + 1;", 0.95), ("count + 1;", 0.7)));

        Assert.Equal("count + 1;", Assert.IsType<CompletionOutcome.Suggested>(outcome).Best.InsertText);
    }

    [Fact]
    public async Task A_model_that_does_not_score_leaves_the_answer_as_it_is()
    {
        var outcome = await CompleteAsync(ScriptedModel.Saying("totals + 1;", 0.8, score: null), "totals", ["count"], CompletionTrigger.Invoked);

        Assert.Equal("totals + 1;", Assert.IsType<CompletionOutcome.Suggested>(outcome).Best.InsertText);
    }

    private static ScriptedModel Saying(string text, Func<string, double> score, double probability = 0.9)
    {
        var model = ScriptedModel.Saying(text, probability, score);
        model.Confidence = Confidence.Uncalibrated;
        return model;
    }

    private static Task<CompletionOutcome> CompleteAsync(ScriptedModel model, string unknown, params IReadOnlyList<string> legal) =>
        CompleteAsync(model, unknown, legal, CompletionTrigger.Invoked);

    private static Task<CompletionOutcome> CompleteAsync(
        ScriptedModel model, string unknown, IReadOnlyList<string> legal, CompletionTrigger trigger, ScriptedWorkspace? workspace = null) =>
        CompleteAsync(model, new ScriptedNames(unknown, legal), trigger, workspace);

    private static Task<CompletionOutcome> CompleteAsync(
        ScriptedModel model, ScriptedNames names, CompletionTrigger trigger, ScriptedWorkspace? workspace = null) =>
        new CompletionPipeline(workspace ?? new ScriptedWorkspace(), NoContext.Instance, model, NoSyntaxGate.Instance, names)
            .CompleteAsync(Marked.Request("int a = $0\n", trigger: trigger), CompletionGate.Default, CompletionLimits.Default, TestContext.Current.CancellationToken);
}
