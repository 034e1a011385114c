using CodeAssist.Core.Completion;
using CodeAssist.Core.Completion.Gating;
using CodeAssist.Core.Models;

namespace CodeAssist.Core.Tests.Completion;

public sealed class CompletionPipelineTests
{
    [Fact]
    public async Task A_suggestion_begins_where_the_caret_stands()
    {
        var outcome = await CompleteAsync(ScriptedModel.Saying(" b + c;"), Marked.Request("int a = $0\n"));

        Assert.Equal("b + c;", Assert.IsType<CompletionOutcome.Suggested>(outcome).InsertText);
    }

    [Fact]
    public async Task An_answer_that_does_not_begin_with_the_held_back_space_is_not_shown()
    {
        var outcome = await CompleteAsync(ScriptedModel.Saying("= b;"), Marked.Request("int a = $0\n"));

        Assert.Equal(NoSuggestionReason.Unlikely, Assert.IsType<CompletionOutcome.NoSuggestion>(outcome).Reason);
    }

    [Fact]
    public async Task An_answer_takes_over_the_line_ends_of_the_document()
    {
        var outcome = await CompleteAsync(ScriptedModel.Saying("\n    A();\n}"), Marked.Request("void M()\r\n{$0"));

        Assert.Equal("\r\n    A();\r\n}", Assert.IsType<CompletionOutcome.Suggested>(outcome).InsertText);
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

    private static Task<CompletionOutcome> CompleteAsync(ScriptedModel model, CompletionRequest request) =>
        new CompletionPipeline(model)
            .CompleteAsync(request, CompletionGate.Default, CompletionLimits.Default, TestContext.Current.CancellationToken);
}
