using CodeAssist.Core.Completion;
using CodeAssist.Core.Completion.Typing;
using CodeAssist.Core.Models;
using CodeAssist.TestSupport;

namespace CodeAssist.Core.Tests.Completion.Typing;

/// <summary>What the first key will need is worked out where the caret rests.</summary>
public sealed class RestingCaretTests
{
    private static readonly TimeSpan _aRest = TimeSpan.FromMilliseconds(300);

    private static readonly CompletionOutcome _nothing = new CompletionOutcome.NoSuggestion(NoSuggestionReason.Unlikely)
    {
        Usage = new ModelUsage(10, 5, 3, TimeSpan.FromMilliseconds(5), TimeSpan.FromMilliseconds(9)),
    };

    private readonly ManualTime _time = new();
    private readonly ScriptedCompleter _completer = new();
    private readonly ScriptedModel _model = ScriptedModel.Saying("");
    private readonly TypingCompletions _typing;
    private readonly Typist _typist;
    private int _answered;

    public RestingCaretTests()
    {
        _typing = new TypingCompletions(_completer, _model, _time);
        _typing.Used += _ => Interlocked.Increment(ref _answered);
        _typist = new Typist("class A\n{\n    int Sum() => items.$0\n    \n}\n", _typing) { PreparesNext = true };
    }

    [Fact]
    public async Task The_first_keys_of_what_was_worked_out_meanwhile_are_answered_without_a_request()
    {
        _typist.Rest();
        _time.Advance(_aRest);
        await AskedAsync(1);
        _completer.Last.Answer(ScriptedCompleter.Suggest("Sum();"));
        await Eventually.TrueAsync(() => Volatile.Read(ref _answered) == 1);

        _typist.Type("S");
        var answer = await _typist.AskAsync();

        Assert.Equal("um();", Typist.Shown(answer));
        Assert.Equal(AnswerOrigin.Remembered, answer.Origin);
        Assert.Equal(ModelPriority.Background, Assert.Single(_completer.Asked).Request.Priority);
    }

    [Fact]
    public async Task Whoever_waits_is_not_kept_waiting_by_what_nobody_has_begun()
    {
        _typist.Rest();
        _time.Advance(_aRest);
        await AskedAsync(1);

        _typist.Type("S");
        _ = _typist.AskPatientlyAsync(_time);
        await AskedAsync(2);

        Assert.True(_completer.Asked[0].Cancelled.IsCancellationRequested);
        Assert.Equal(ModelPriority.Keystroke, _completer.Last.Request.Priority);
    }

    [Fact]
    public void Nothing_is_asked_where_the_caret_only_passes_by_or_something_is_typed_at_once()
    {
        _typist.Rest();
        _time.Advance(_aRest / 2);
        _typist.Type("S");
        _time.Advance(_aRest);

        Assert.Empty(_completer.Asked);
    }

    [Fact]
    public async Task A_line_is_prepared_once_until_the_caret_has_been_elsewhere_or_the_text_has_changed()
    {
        var first = await PreparesAsync();
        var again = await PreparesAsync();
        _typist.MoveTo(_typist.Text.IndexOf("\n}", StringComparison.Ordinal));
        var elsewhere = await PreparesAsync();
        _typist.Type("int ");
        var changed = await PreparesAsync();

        Assert.Equal((true, false, true, true), (first, again, elsewhere, changed));
    }

    [Fact]
    public async Task A_line_that_was_asked_about_is_not_prepared()
    {
        var answer = _typist.AskPatientlyAsync(_time);
        await AskedAsync(1);
        _completer.Last.Answer(_nothing);
        await answer;

        Assert.False(await PreparesAsync());
    }

    [Theory]
    [InlineData(true, true, true)]
    [InlineData(true, false, false)]
    [InlineData(false, true, false)]
    public async Task Nothing_is_prepared_on_a_battery_nor_is_a_model_loaded_for_it(bool preparesNext, bool isReady, bool prepares)
    {
        _typist.PreparesNext = preparesNext;
        _model.Availability = isReady ? _model.Availability : new ModelAvailability.Loading(0.5);

        Assert.Equal(prepares, await PreparesAsync());
    }

    // What is prepared waits a moment first.
    private async Task<bool> PreparesAsync()
    {
        var (waiting, asked, answered) = (_time.WaitingTimers, _completer.Asked.Count, Volatile.Read(ref _answered));
        _typist.Rest();
        if (_time.WaitingTimers == waiting)
        {
            return false;
        }

        _time.Advance(_aRest);
        await AskedAsync(asked + 1);
        _completer.Last.Answer(_nothing);
        await Eventually.TrueAsync(() => Volatile.Read(ref _answered) == answered + 1);

        return true;
    }

    private Task AskedAsync(int count) => Eventually.TrueAsync(() => _completer.Asked.Count == count);
}
