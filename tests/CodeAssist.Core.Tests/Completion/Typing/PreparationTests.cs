using CodeAssist.Core.Completion;
using CodeAssist.Core.Completion.Typing;
using CodeAssist.Core.Models;
using CodeAssist.TestSupport;

namespace CodeAssist.Core.Tests.Completion.Typing;

/// <summary>Behaviour 7: what follows an accepted suggestion is there when it is accepted.</summary>
public sealed class PreparationTests
{
    private static readonly TimeSpan _aLook = TimeSpan.FromMilliseconds(200);

    private readonly ManualTime _time = new();
    private readonly ScriptedCompleter _completer = new();
    private readonly TypingCompletions _typing;
    private readonly Typist _typist;
    private int _answered;

    public PreparationTests()
    {
        _typing = new TypingCompletions(_completer, ScriptedModel.Saying(""), _time);
        _typing.Used += _ => Interlocked.Increment(ref _answered);
        _typist = new Typist("class A\n{\n    int Sum() => items.$0\n}\n", _typing) { PreparesNext = true };
    }

    [Fact]
    public async Task Behaviour_07_after_taking_a_suggestion_the_next_is_there_without_a_request()
    {
        await ShowAsync("Sum();");
        _time.Advance(_aLook);
        await AskedAsync(2);
        _completer.Last.Answer(ScriptedCompleter.Suggest("\n    int Count() => 1;"));

        await Eventually.TrueAsync(() => Volatile.Read(ref _answered) == 2);

        _typist.Accept(new Suggestion("Sum();", 0, "", 1));
        var next = await _typist.AskAsync();

        Assert.Equal("\n    int Count() => 1;", Typist.Shown(next));
        Assert.Equal(AnswerOrigin.Remembered, next.Origin);
        Assert.Equal(ModelPriority.Background, _completer.Asked[1].Request.Priority);
    }

    [Fact]
    public async Task Behaviour_07_after_taking_its_first_line_the_others_are_there_without_a_request()
    {
        await ShowAsync("Sum();\n    int Count() => 1;");

        _typist.Accept(new Suggestion("Sum();", 0, "", 1));
        var next = await _typist.AskAsync();

        Assert.Equal("\n    int Count() => 1;", Typist.Shown(next));
        Assert.Single(_completer.Asked);
    }

    [Fact]
    public async Task Behaviour_07_nothing_is_prepared_for_those_who_type_on_at_once()
    {
        await ShowAsync("Sum();");

        _typist.Type("W");
        _time.Advance(_aLook);

        Assert.Single(_completer.Asked);
    }

    [Fact]
    public async Task Behaviour_07_it_is_dropped_when_something_else_is_typed()
    {
        await ShowAsync("Sum();");
        _time.Advance(_aLook);
        await AskedAsync(2);

        _typist.Type("W");

        Assert.True(_completer.Last.Cancelled.IsCancellationRequested);
    }

    [Fact]
    public async Task Behaviour_07_it_goes_on_while_the_suggestion_is_typed()
    {
        await ShowAsync("Sum();");
        _time.Advance(_aLook);
        await AskedAsync(2);

        _typist.Type("Su");
        Assert.Equal("m();", Typist.Shown(await _typist.AskAsync()));
        _time.Advance(_aLook);

        Assert.False(_completer.Last.Cancelled.IsCancellationRequested);
        Assert.Equal(2, _completer.Asked.Count);
    }

    [Fact]
    public async Task Behaviour_07_whoever_takes_it_early_joins_what_has_been_begun()
    {
        await ShowAsync("Sum();");
        _time.Advance(_aLook);
        await AskedAsync(2);
        _completer.Last.Produce("\n");

        _typist.Accept(new Suggestion("Sum();", 0, "", 1));
        var next = _typist.AskAsync();
        _completer.Last.Answer(ScriptedCompleter.Suggest("\n    int Count() => 1;"));

        Assert.Equal(AnswerOrigin.Joined, (await next).Origin);
        Assert.Equal(2, _completer.Asked.Count);
    }

    [Fact]
    public async Task Behaviour_07_what_nobody_has_begun_yet_is_asked_again_by_those_who_wait_for_it()
    {
        await ShowAsync("Sum();");
        _time.Advance(_aLook);
        await AskedAsync(2);

        _typist.Accept(new Suggestion("Sum();", 0, "", 1));
        var next = _typist.AskAsync();
        await AskedAsync(3);
        _completer.Last.Answer(ScriptedCompleter.Suggest("\n}"));

        Assert.True(_completer.Asked[1].Cancelled.IsCancellationRequested);
        Assert.Equal(ModelPriority.Keystroke, _completer.Last.Request.Priority);
        Assert.Equal("\n}", Typist.Shown(await next));
    }

    [Fact]
    public async Task Behaviour_07_at_least_four_of_five_are_there_in_twenty_cases()
    {
        var there = 0;
        var traces = KeyTrace.ReadAll();
        foreach (var trace in traces)
        {
            // A model that knows the next line, and a user who looks before they take it.
            var lines = trace.Typed.Split('\n');
            var completer = new ScriptedCompleter();
            completer.Always = request => ScriptedCompleter.Suggest(
                lines.Select(line => line.TrimEnd()).FirstOrDefault(line => line.Length > 0 && !request.Text[..request.Caret].Contains(line, StringComparison.Ordinal)) ?? "End();");
            var time = new ManualTime();
            var typing = new TypingCompletions(completer, ScriptedModel.Saying(""), time);
            var answered = 0;
            typing.Used += _ => Interlocked.Increment(ref answered);
            var typist = new Typist(trace.Before, trace.After, typing) { Language = trace.Language, Path = trace.Path, PreparesNext = true };
            var first = await typist.AskAsync(CompletionTrigger.Invoked);
            time.Advance(_aLook);
            await Eventually.TrueAsync(() => Volatile.Read(ref answered) == 2);

            typist.Accept(((CompletionOutcome.Suggested)first.Outcome).Best);
            there += (await typist.AskAsync()).Origin is AnswerOrigin.Remembered ? 1 : 0;
        }

        Assert.InRange(there, traces.Count * 4 / 5, traces.Count);
    }

    private async Task ShowAsync(string suggestion)
    {
        var shown = _typist.AskAsync();
        _completer.Last.Answer(ScriptedCompleter.Suggest(suggestion));
        Assert.Equal(suggestion, Typist.Shown(await shown));
    }

    private Task AskedAsync(int count) => Eventually.TrueAsync(() => _completer.Asked.Count == count);
}
