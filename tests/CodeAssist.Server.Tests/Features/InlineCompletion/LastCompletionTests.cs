using CodeAssist.Core.Completion;
using CodeAssist.Core.Completion.Typing;
using CodeAssist.Server.Features.InlineCompletion;

namespace CodeAssist.Server.Tests.Features.InlineCompletion;

/// <summary>Behaviour 22: one code for each request.</summary>
public sealed class LastCompletionTests
{
    private readonly LastCompletion _last = new();

    public static TheoryData<string> Reasons { get; } = [.. Enum.GetNames<NoSuggestionReason>()];

    [Theory]
    [MemberData(nameof(Reasons))]
    public void Behaviour_22_every_reason_has_its_code_and_a_sentence(string reason)
    {
        Note(_last.Begin(), new CompletionOutcome.NoSuggestion(Enum.Parse<NoSuggestionReason>(reason)));

        Assert.Equal(reason, _last.Explain().Code);
        Assert.StartsWith("In a.cs there was no suggestion: ", _last.Explain().Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Behaviour_22_before_the_first_request_it_says_so() => Assert.Equal("NothingAsked", _last.Explain().Code);

    [Fact]
    public void Behaviour_22_an_older_request_that_ends_later_does_not_take_the_place_of_a_newer()
    {
        var older = _last.Begin();
        var newer = _last.Begin();

        Note(newer, new CompletionOutcome.Suggested([new Suggestion("a", 0, "the workspace", 0.8)]));
        _last.NoteCancelled(older, "a.cs");

        Assert.Equal("Suggested", _last.Explain().Code);
    }

    [Fact]
    public void Behaviour_22_a_request_has_one_outcome()
    {
        var request = _last.Begin();

        _last.NoteCancelled(request, "a.cs");
        _last.NoteBroken(request, "a.cs");

        Assert.Equal("Cancelled", _last.Explain().Code);
    }

    private void Note(long request, CompletionOutcome outcome) =>
        _last.Note(request, "a.cs", "csharp", new TypingAnswer(outcome, AnswerOrigin.Asked, TimeSpan.Zero, TimeSpan.Zero), TimeSpan.FromMilliseconds(12));
}
