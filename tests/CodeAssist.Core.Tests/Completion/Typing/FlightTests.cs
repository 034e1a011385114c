using CodeAssist.Core.Completion;
using CodeAssist.Core.Completion.Typing;
using CodeAssist.TestSupport;

namespace CodeAssist.Core.Tests.Completion.Typing;

/// <summary>Behaviours 3 and 4: one question under way, joined by whoever types its answer and cancelled by whoever types another.</summary>
public sealed class FlightTests
{
    private const string Code = "class A\n{\n    int Sum() => items.$0\n}\n";

    private readonly ManualTime _time = new();
    private readonly ScriptedCompleter _completer = new();
    private readonly TypingCompletions _typing;
    private readonly Typist _typist;

    public FlightTests()
    {
        _typing = new TypingCompletions(_completer, ScriptedModel.Saying(""), _time);
        _typist = new Typist(Code, _typing);
    }

    [Fact]
    public async Task Behaviour_04_twelve_keys_into_an_answer_under_way_make_one_request()
    {
        const string Suggested = "Select(item => item.Count).Sum();";
        var answers = new List<Task<TypingAnswer>>();
        var cancellation = new CancellationTokenSource();
        answers.Add(_typist.AskAsync(cancellationToken: cancellation.Token));

        for (var key = 0; key < 12; key++)
        {
            _completer.Last.Produce(Suggested[(2 * key)..(2 * key + 2)]);

            // As an editor does: what it asked before is cancelled, and asked again for the text as it is now.
            _typist.Type(Suggested[key..(key + 1)]);
            await cancellation.CancelAsync();
            cancellation = new CancellationTokenSource();
            answers.Add(_typist.AskAsync(cancellationToken: cancellation.Token));
        }

        _completer.Last.Answer(ScriptedCompleter.Suggest(Suggested));
        var last = await answers[^1];

        Assert.Single(_completer.Asked);
        Assert.Equal(Suggested[12..], Typist.Shown(last));
        Assert.Equal(AnswerOrigin.Joined, last.Origin);
        Assert.All(answers[..^1], answer => Assert.True(answer.IsCanceled));
        cancellation.Dispose();
    }

    [Fact]
    public async Task Behaviour_04_keys_ahead_of_the_answer_wait_for_it()
    {
        var first = _typist.AskAsync();
        _typist.Type("Sel");
        var second = _typist.AskAsync();

        _completer.Last.Produce("Select(");
        _completer.Last.Answer(ScriptedCompleter.Suggest("Select(x);"));

        Assert.Equal("ect(x);", Typist.Shown(await second));
        Assert.Equal("Select(x);", Typist.Shown(await first));
        Assert.Single(_completer.Asked);
    }

    [Fact]
    public async Task Behaviour_04_a_bracket_that_the_editor_closes_does_not_part_them()
    {
        _ = _typist.AskAsync();
        _completer.Last.Produce("Sum(x");
        _typist.Type("Sum(", closed: ")");
        var second = _typist.AskAsync();

        _completer.Last.Answer(ScriptedCompleter.Suggest("Sum(x => 1);"));

        Assert.Equal("x => 1);", Typist.Shown(await second));
        Assert.Single(_completer.Asked);
    }

    [Fact]
    public async Task Behaviour_04_an_answer_that_turns_out_to_be_another_is_cancelled_and_asked_anew()
    {
        _ = _typist.AskAsync();
        _typist.Type("Wh");
        var second = _typist.AskAsync();
        Assert.Single(_completer.Asked);

        _completer.Last.Produce("Select(");
        await Eventually.TrueAsync(() => _time.WaitingTimers > 0);
        _time.Advance(TimeSpan.FromMilliseconds(400));
        await Eventually.TrueAsync(() => _completer.Asked.Count == 2);
        _completer.Last.Answer(ScriptedCompleter.Suggest("ere(x);"));

        Assert.True(_completer.Asked[0].Cancelled.IsCancellationRequested);
        Assert.Equal("ere(x);", Typist.Shown(await second));
    }

    [Fact]
    public async Task Waiting_for_an_answer_that_turns_out_to_be_another_counts_as_waiting()
    {
        _ = _typist.AskAsync();
        _typist.Type("Wh");
        var second = _typist.AskAsync();

        _time.Advance(TimeSpan.FromMilliseconds(100));
        _completer.Last.Produce("Select(");
        await Eventually.TrueAsync(() => _time.WaitingTimers > 0);
        _time.Advance(TimeSpan.FromMilliseconds(400));
        await Eventually.TrueAsync(() => _completer.Asked.Count == 2);
        _time.Advance(TimeSpan.FromMilliseconds(30));
        _completer.Last.Answer(ScriptedCompleter.Suggest("ere(x);"));

        var answer = await second;

        // 100 ms for the answer, and at least the least that is waited for a key.
        Assert.InRange(answer.Held.TotalMilliseconds, 101, 500);
        Assert.Equal(530, (answer.Held + answer.Worked).TotalMilliseconds);
    }

    [Fact]
    public async Task Behaviour_03_a_key_that_contradicts_cancels_at_once_before_anybody_asks_again()
    {
        var first = _typist.AskAsync();
        _completer.Last.Produce("Select(");

        _typist.Type("W");

        Assert.True(_completer.Last.Cancelled.IsCancellationRequested);
        Assert.Equal(NoSuggestionReason.Superseded, Assert.IsType<CompletionOutcome.NoSuggestion>((await first).Outcome).Reason);
    }

    [Fact]
    public void Behaviour_03_a_change_elsewhere_cancels_at_once()
    {
        _ = _typist.AskAsync();

        _typing.Changed(Typist.Document, "using System;\n" + _typist.Text, [new(0, 0, "using System;\n")]);

        Assert.True(_completer.Last.Cancelled.IsCancellationRequested);
    }

    [Fact]
    public async Task Behaviour_03_a_question_elsewhere_in_the_document_takes_the_place_of_the_one_before()
    {
        var first = _typist.AskAsync();
        var elsewhere = new Typist(Code.Replace("$0", "", StringComparison.Ordinal).Insert("class A\n{\n    int Sum() =>".Length, "$0"), _typing);

        var second = elsewhere.AskAsync(CompletionTrigger.Invoked);
        _completer.Last.Answer(ScriptedCompleter.Suggest("1;"));

        Assert.Equal(NoSuggestionReason.Superseded, Assert.IsType<CompletionOutcome.NoSuggestion>((await first).Outcome).Reason);
        Assert.Equal([true, false], _completer.Asked.Select(question => question.Cancelled.IsCancellationRequested));
        Assert.NotNull(Typist.Shown(await second));
    }

    [Fact]
    public async Task Behaviour_03_an_answer_that_nobody_waits_for_any_more_is_cancelled()
    {
        using var cancellation = new CancellationTokenSource();
        var first = _typist.AskAsync(cancellationToken: cancellation.Token);

        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        _time.Advance(TimeSpan.FromMilliseconds(149));
        Assert.False(_completer.Last.Cancelled.IsCancellationRequested);
        _time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.True(_completer.Last.Cancelled.IsCancellationRequested);
    }

    [Fact]
    public void Behaviour_03_closing_a_document_cancels()
    {
        _ = _typist.AskAsync();

        _typing.Closed(Typist.Document);

        Assert.True(_completer.Last.Cancelled.IsCancellationRequested);
    }

    [Fact]
    public async Task Behaviour_03_a_pipeline_that_breaks_tells_who_waits_and_is_asked_again()
    {
        var first = _typist.AskAsync();
        _completer.Last.Break(new InvalidOperationException("broken"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => first);

        var second = _typist.AskAsync();
        _completer.Last.Answer(ScriptedCompleter.Suggest("Sum();"));

        Assert.Equal("Sum();", Typist.Shown(await second));
    }
}
