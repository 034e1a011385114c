using CodeAssist.Core.Completion;
using CodeAssist.Core.Completion.Context;
using CodeAssist.Core.Completion.Continuations;
using CodeAssist.Core.Completion.Gating;
using CodeAssist.Core.Completion.Mixing;
using CodeAssist.Core.Completion.Naming;
using CodeAssist.Core.Completion.PostProcessing;
using CodeAssist.Core.Models;

namespace CodeAssist.Core.Tests.Completion;

public sealed class CompletionPipelineTests
{
    [Fact]
    public async Task A_suggestion_begins_where_the_caret_stands()
    {
        var outcome = await CompleteAsync(ScriptedModel.Saying("b + c;"), Marked.Request("int a = $0\n"));

        Assert.Equal("b + c;", Assert.IsType<CompletionOutcome.Suggested>(outcome).Best.InsertText);
    }

    [Fact]
    public async Task Those_who_ask_choose_among_what_the_model_could_have_said()
    {
        var model = Alternatives("total;", ("count;", 0.2), ("total; ", 0.15), ("other;", 0.1));
        model.Confidence = Confidence.Uncalibrated;

        var asked = await CompleteAsync(model, Marked.Request("int a = $0\n", trigger: CompletionTrigger.Invoked));
        var unasked = await CompleteAsync(model, Marked.Request("int a = $0\n"));

        Assert.Equal(
            ["total;", "count;", "other;"],
            Assert.IsType<CompletionOutcome.Suggested>(asked).Suggestions.Select(suggestion => suggestion.InsertText),
            StringComparer.Ordinal);
        Assert.Equal("total;", Assert.Single(Assert.IsType<CompletionOutcome.Suggested>(unasked).Suggestions).InsertText);
        Assert.Equal([3, 1], model.Limits.Select(limits => limits.Alternatives));
    }

    [Theory]
    [InlineData("class A\n{\n    void M()\n    {\n        $0\n    }\n}\n", 4)]
    [InlineData("class A\n{\n\tvoid M()\n\t{$0\n\t}\n}\n", 4)]
    [InlineData("if (a) {$0", 0)]
    [InlineData("    int a = $0\n", null)]
    public async Task Behaviour_15_the_model_is_told_the_indentation_at_which_a_block_ends(string marked, int? indentation)
    {
        var model = ScriptedModel.Saying("a");

        await CompleteAsync(model, Marked.Request(marked));

        Assert.Equal(indentation, Assert.Single(model.Limits).BlockIndentation);
    }

    [Fact]
    public async Task What_else_the_model_could_have_said_stays_behind_what_it_said_where_the_workspace_is_weighed_in()
    {
        var model = Alternatives("total;", ("count;", 0.2));

        var outcome = await CompleteAsync(
            model, Marked.Request("int a = $0\n", trigger: CompletionTrigger.Invoked), new ScriptedWorkspace(("other;", 0.4)));

        var suggestions = Assert.IsType<CompletionOutcome.Suggested>(outcome).Suggestions;
        Assert.Equal(3, suggestions.Count);
        Assert.Equal(0.2 / 0.5, Probability("count;") / Probability("total;"), 6);

        double Probability(string text) => suggestions.Single(suggestion => string.Equals(suggestion.InsertText, text, StringComparison.Ordinal)).Probability;
    }

    [Fact]
    public async Task Behaviour_21_an_answer_takes_over_the_line_ends_of_the_document()
    {
        var outcome = await CompleteAsync(ScriptedModel.Saying("\n    A();\n}"), Marked.Request("void M()\r\n{$0"));

        Assert.Equal("\r\n    A();\r\n}", Assert.IsType<CompletionOutcome.Suggested>(outcome).Best.InsertText);
    }

    [Theory]
    [InlineData(CompletionTrigger.Automatic, false)]
    [InlineData(CompletionTrigger.Invoked, true)]
    public async Task An_unlikely_answer_is_shown_only_to_those_who_asked(CompletionTrigger trigger, bool shown)
    {
        var outcome = await CompleteAsync(ScriptedModel.Saying(" b;", probability: 0.1), Marked.Request("int a =$0\n", trigger: trigger));

        Assert.Equal(shown, outcome is CompletionOutcome.Suggested);
    }

    [Fact]
    public async Task A_rejected_request_never_reaches_the_model()
    {
        var model = ScriptedModel.Saying("x");

        await CompleteAsync(model, Marked.Request("na$0me"));

        Assert.Empty(model.Prompts);
    }

    [Theory]
    [InlineData(CompletionTrigger.Automatic)]
    [InlineData(CompletionTrigger.Invoked)]
    public async Task Only_those_who_asked_wait_for_a_model_that_is_loading(CompletionTrigger trigger)
    {
        var model = ScriptedModel.Saying("x");
        model.Availability = new ModelAvailability.Loading(0.5);

        var outcome = await CompleteAsync(model, Marked.Request("int a = $0", trigger: trigger));

        Assert.Equal(NoSuggestionReason.ModelLoading, Assert.IsType<CompletionOutcome.NoSuggestion>(outcome).Reason);
        Assert.Equal(trigger is CompletionTrigger.Invoked, model.Patience > TimeSpan.Zero);
    }

    [Theory]
    [InlineData(ModelFailureKind.Unusable, NoSuggestionReason.ModelUnavailable)]
    [InlineData(ModelFailureKind.HostUnavailable, NoSuggestionReason.ModelUnavailable)]
    [InlineData(ModelFailureKind.TimedOut, NoSuggestionReason.TimedOut)]
    [InlineData(ModelFailureKind.Refused, NoSuggestionReason.ModelRefused)]
    public async Task A_failure_of_the_model_is_a_reason_and_not_an_error(ModelFailureKind kind, NoSuggestionReason reason)
    {
        var model = new ScriptedModel(new ModelReply.Failed(new ModelFailure(kind, "It broke.", "Mend it.")));

        var outcome = Assert.IsType<CompletionOutcome.NoSuggestion>(await CompleteAsync(model, Marked.Request("int a = $0")));

        Assert.Equal(reason, outcome.Reason);
        Assert.Equal("It broke. Mend it.", outcome.Detail);
    }

    [Fact]
    public async Task A_workspace_that_is_sure_is_not_kept_waiting_by_the_model()
    {
        var model = ScriptedModel.Saying(" 20;");

        var outcome = await CompleteAsync(model, Marked.Request("int a =$0\n"), new ScriptedWorkspace((" 10;", 0.9)));

        Assert.Equal(" 10;", Assert.IsType<CompletionOutcome.Suggested>(outcome).Best.InsertText);
        Assert.Empty(model.Prompts);
    }

    [Theory]
    [InlineData(-0.5, " 10;")]
    [InlineData(-12, " 20;")]
    public async Task What_the_model_thinks_of_it_decides_over_a_proposal_of_the_workspace(double modelLog, string expected)
    {
        var model = ScriptedModel.Saying(" 20;", 0.5, score: text => text is " 10;" ? modelLog : -12);

        var outcome = await CompleteAsync(model, Marked.Request("int a =$0\n", trigger: CompletionTrigger.Invoked), new ScriptedWorkspace((" 10;", 0.1)));

        Assert.Equal([" 10;"], model.Scored, StringComparer.Ordinal);
        Assert.Equal(expected, Assert.IsType<CompletionOutcome.Suggested>(outcome).Best.InsertText);
    }

    [Fact]
    public async Task What_the_scoring_took_is_counted_and_what_it_cached_is_not_called_reused()
    {
        var model = ScriptedModel.Saying(" 20;", 0.5, score: _ => -1);

        var outcome = await CompleteAsync(model, Marked.Request("int a =$0\n", trigger: CompletionTrigger.Invoked), new ScriptedWorkspace((" 10;", 0.1)));

        Assert.Equal(9, outcome.Usage!.ReusedTokens);
        Assert.Equal(TimeSpan.FromMilliseconds(10), outcome.Usage.FirstToken);
    }

    [Fact]
    public async Task Where_the_model_does_not_score_both_speak_for_themselves()
    {
        var model = ScriptedModel.Saying(" 20;", 0.9, score: null);

        var outcome = await CompleteAsync(model, Marked.Request("int a =$0\n"), new ScriptedWorkspace((" 10;", 0.55)));

        Assert.Equal(" 20;", Assert.IsType<CompletionOutcome.Suggested>(outcome).Best.InsertText);
    }

    [Fact]
    public async Task A_block_is_not_scored_against_lines()
    {
        var model = ScriptedModel.Saying("\n    return;\n}", 0.4);

        await CompleteAsync(model, Marked.Request("void A() {$0\n"), new ScriptedWorkspace(("}", 0.1)));

        Assert.Empty(model.Scored);
    }

    [Fact]
    public async Task The_workspace_answers_alone_while_there_is_no_model()
    {
        var model = ScriptedModel.Saying("x");
        model.Availability = new ModelAvailability.Loading(0.5);

        var outcome = await CompleteAsync(model, Marked.Request("int a =$0\n"), new ScriptedWorkspace((" 10;", 0.55)));

        Assert.Equal(" 10;", Assert.IsType<CompletionOutcome.Suggested>(outcome).Best.InsertText);
    }

    [Fact]
    public async Task Those_who_ask_see_everything_there_is_the_likeliest_first()
    {
        var model = ScriptedModel.Saying(" 20;", 0.3, score: text => text is " 10;" ? -1 : -8);

        var outcome = await CompleteAsync(
            model, Marked.Request("int a =$0\n", trigger: CompletionTrigger.Invoked), new ScriptedWorkspace((" 10;", 0.4), (" 30;", 0.01)));

        var suggestions = Assert.IsType<CompletionOutcome.Suggested>(outcome).Suggestions;
        Assert.Equal([" 10;", " 20;", " 30;"], suggestions.Select(suggestion => suggestion.InsertText).Order(StringComparer.Ordinal), StringComparer.Ordinal);
        Assert.Equal(suggestions.OrderByDescending(suggestion => suggestion.Probability), suggestions);
        Assert.True(suggestions.Sum(suggestion => suggestion.Probability) <= 1);
    }

    [Fact]
    public async Task What_workspace_and_model_agree_on_is_one_suggestion_of_both()
    {
        var agreed = await CompleteAsync(
            ScriptedModel.Saying(" 10;", 0.4), Marked.Request("int a =$0\n", trigger: CompletionTrigger.Invoked), new ScriptedWorkspace((" 10;", 0.4)));

        var suggestion = Assert.Single(Assert.IsType<CompletionOutcome.Suggested>(agreed).Suggestions);
        Assert.Equal("the workspace and scripted on CPU", suggestion.Source);
    }

    private static ScriptedModel Alternatives(string text, params IReadOnlyList<(string Text, double Probability)> others) =>
        new(new ModelReply.Answered(text, 0.5, new ModelUsage(10, 5, 3, TimeSpan.FromMilliseconds(5), TimeSpan.FromMilliseconds(9)))
        {
            Alternatives = [.. others.Select(other => new AlternativeAnswer(other.Text, other.Probability))],
        });

    private static Task<CompletionOutcome> CompleteAsync(
        ScriptedModel model, CompletionRequest request, IContinuationSource? workspace = null) =>
        new CompletionPipeline(workspace ?? new ScriptedWorkspace(), NoContext.Instance, model, NoSyntaxGate.Instance, AnyName.Instance)
            .CompleteAsync(request, CompletionGate.Default, CompletionLimits.Default, TestContext.Current.CancellationToken);
}
