using CodeAssist.Core.Completion;
using CodeAssist.Core.Completion.Gating;

namespace CodeAssist.Core.Tests.Completion.Gating;

public sealed class CompletionGateTests
{
    [Theory]
    [InlineData("var x = $0", null)]
    [InlineData("Print($0)", null)]
    [InlineData("na$0me", NoSuggestionReason.InsideWord)]
    [InlineData("$0name", NoSuggestionReason.NothingBefore)]
    [InlineData("  \n\t$0", NoSuggestionReason.NothingBefore)]
    public void Automatic_requests_pass_only_where_typing_goes_on(string marked, NoSuggestionReason? expected) =>
        Assert.Equal(expected, CompletionGate.Default.Reject(Marked.Request(marked)));

    [Theory]
    [InlineData("na$0me")]
    [InlineData("$0")]
    public void Invoked_requests_pass_where_automatic_ones_do_not(string marked) =>
        Assert.Null(CompletionGate.Default.Reject(Marked.Request(marked, trigger: CompletionTrigger.Invoked)));

    [Theory]
    [InlineData("csharp")]
    [InlineData("*")]
    public void A_language_that_is_switched_off_is_not_completed(string disabled)
    {
        var gate = CompletionGate.Default with { DisabledLanguages = new HashSet<string>(StringComparer.Ordinal) { disabled } };

        Assert.Equal(NoSuggestionReason.Disabled, gate.Reject(Marked.Request("var x = $0")));
    }

    [Fact]
    public void While_snoozed_only_what_was_asked_for_passes()
    {
        var gate = CompletionGate.Default with { IsSnoozed = true };

        Assert.Equal(NoSuggestionReason.Snoozed, gate.Reject(Marked.Request("var x = $0")));
        Assert.Null(gate.Reject(Marked.Request("var x = $0", trigger: CompletionTrigger.Invoked)));
    }

    [Fact]
    public void A_document_over_the_limit_is_not_completed()
    {
        var gate = CompletionGate.Default with { MaximumCharacters = 8 };

        Assert.Null(gate.Reject(Marked.Request("var x = $0")));
        Assert.Equal(NoSuggestionReason.TooLarge, gate.Reject(Marked.Request("var x = 1$0")));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(5)]
    public void A_caret_outside_the_document_is_refused(int caret) =>
        Assert.Equal(
            NoSuggestionReason.PositionOutside,
            CompletionGate.Default.Reject(Marked.Request("abcd$0") with { Caret = caret }));

    [Theory]
    [InlineData(CompletionTrigger.Automatic, NoSuggestionReason.OnBattery)]
    [InlineData(CompletionTrigger.Invoked, null)]
    public void Behaviour_24_on_a_battery_that_is_to_be_saved_only_those_who_ask_are_answered(CompletionTrigger trigger, NoSuggestionReason? expected)
    {
        var gate = CompletionGate.Default with { SavesBattery = true };

        Assert.Equal(expected, gate.Reject(Marked.Request("int a = $0\n", trigger: trigger)));
    }
}
