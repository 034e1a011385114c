using CodeAssist.Core.Completion;
using CodeAssist.Core.Completion.Gating;
using CodeAssist.Core.Completion.Typing;
using CodeAssist.Core.Models;
using CodeAssist.TestSupport;

namespace CodeAssist.Core.Tests.Completion.Typing;

/// <summary>Behaviour 2: how long a question waits for the next key, on a clock that only the tests move.</summary>
public sealed class DebounceTests
{
    private readonly ManualTime _time = new();
    private readonly ScriptedCompleter _completer = new() { Always = _ => ScriptedCompleter.Suggest("never typed") };
    private readonly TypingCompletions _typing;

    public DebounceTests() => _typing = new TypingCompletions(_completer, ScriptedModel.Saying(""), _time);

    [Theory]
    [InlineData("class A\n{\n$0\n}\n", "    ")]
    [InlineData("class A\n{\n    $0\n}\n", "p")]
    [InlineData("items$0", ".")]
    [InlineData("Call$0", "(")]
    [InlineData("var a $0", "=")]
    public async Task Behaviour_02_the_start_of_a_line_and_trigger_characters_go_at_once(string marked, string key)
    {
        var typist = new Typist(marked, _typing);

        typist.Type(key);

        Assert.Equal(TimeSpan.Zero, (await typist.AskAsync()).Held);
    }

    [Fact]
    public async Task Behaviour_02_who_asks_is_never_held_back()
    {
        var typist = new Typist("var summ$0\n", _typing);
        typist.Type("a");

        Assert.Equal(TimeSpan.Zero, (await typist.AskAsync(CompletionTrigger.Invoked)).Held);
    }

    [Fact]
    public async Task Behaviour_02_nobody_is_asked_after_a_deletion()
    {
        var typist = new Typist("items.Summ$0\n", _typing);

        typist.Backspace();
        var deleted = await typist.AskAsync();
        typist.Type("(");
        var typed = await typist.AskAsync();

        Assert.Equal(NoSuggestionReason.AfterDeletion, Assert.IsType<CompletionOutcome.NoSuggestion>(deleted.Outcome).Reason);
        Assert.Equal(AnswerOrigin.Asked, typed.Origin);
        Assert.Single(_completer.Asked);
    }

    [Fact]
    public async Task Behaviour_02_who_asks_is_answered_after_a_deletion_too()
    {
        var typist = new Typist("items.Summ$0\n", _typing);
        typist.Backspace();

        Assert.NotNull(Typist.Shown(await typist.AskAsync(CompletionTrigger.Invoked)));
    }

    [Theory]
    [InlineData(60)]
    [InlineData(120)]
    [InlineData(300)]
    [InlineData(900)]
    public async Task Behaviour_02_it_is_never_more_than_400_ms_whatever_the_rhythm(int gap)
    {
        var typist = new Typist("var $0\n", _typing);
        for (var key = 0; key < 40; key++)
        {
            _time.Advance(TimeSpan.FromMilliseconds(gap));
            typist.Type("a");
            Assert.InRange((await typist.AskPatientlyAsync(_time)).Held.TotalMilliseconds, 0, 400);
        }
    }

    [Fact]
    public void Behaviour_02_twenty_traces_make_few_requests_and_wait_little_for_a_fast_model()
    {
        var fast = Replay(TimeSpan.FromMilliseconds(60));
        var slow = Replay(TimeSpan.FromMilliseconds(900));

        Assert.Equal(20, KeyTrace.ReadAll().Count);
        Assert.InRange(fast.RequestsPerKey, 0.05, 0.35);
        Assert.InRange(slow.RequestsPerKey, 0.05, 0.35);
        Assert.InRange(fast.MeanDelay.TotalMilliseconds, 0, 75);
        Assert.True(fast.MeanDelay < slow.MeanDelay, $"{fast.MeanDelay} and {slow.MeanDelay}");
    }

    // Every key is asked for, and what was asked before is cancelled, as VS Code does it.
    private static (double RequestsPerKey, TimeSpan MeanDelay) Replay(TimeSpan latency)
    {
        var keys = 0;
        var asked = 0;
        var delay = TimeSpan.Zero;
        foreach (var trace in KeyTrace.ReadAll())
        {
            // Without the test's own context everything that falls due runs on this thread, in the order of the clock.
            var context = SynchronizationContext.Current;
            SynchronizationContext.SetSynchronizationContext(null);
            var time = new ManualTime();
            var model = new TracedModel(trace, time, latency);
            var typing = new TypingCompletions(model, ScriptedModel.Saying(""), time);
            var typist = new Typist(trace.Before, trace.After, typing) { Language = trace.Language, Path = trace.Path };
            using var end = new CancellationTokenSource();
            CancellationTokenSource? request = null;
            foreach (var key in trace.Keys)
            {
                time.Advance(key.Gap);
                model.LastKey = time.GetTimestamp();
                if (key.Text is { } text)
                {
                    typist.Type(text);
                }
                else
                {
                    typist.Backspace();
                }

                request?.Cancel();
                request?.Dispose();
                request = CancellationTokenSource.CreateLinkedTokenSource(end.Token);
                _ = typist.AskAsync(cancellationToken: request.Token);
                keys++;
            }

            request?.Dispose();
            SynchronizationContext.SetSynchronizationContext(context);
            asked += model.Delays.Count;
            delay += model.Delays.Aggregate(TimeSpan.Zero, (sum, one) => sum + one);
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{latency}: {asked} requests for {keys} keys, held for {delay / asked} on average");

        return ((double)asked / keys, delay / asked);
    }

    /// <summary>A model that knows the rest of the line for two questions in ten, is wrong for three, and says nothing for the others.</summary>
    private sealed class TracedModel(KeyTrace trace, ManualTime time, TimeSpan latency) : ICompleter
    {
        public long LastKey { get; set; }

        public List<TimeSpan> Delays { get; } = [];

        public async Task<CompletionOutcome> CompleteAsync(
            CompletionRequest request, CompletionGate gate, CompletionLimits limits, Action<string>? onText, CancellationToken cancellationToken)
        {
            Delays.Add(time.GetElapsedTime(LastKey));
            var luck = Delays.Count % 10;
            await Task.Delay(latency, time, cancellationToken);

            var usage = new ModelUsage(10, 5, 3, latency, latency);
            var rest = trace.Typed[Math.Min(request.Caret - trace.Before.Length, trace.Typed.Length)..].Split('\n')[0];
            var text = luck is 0 or 5 && rest.Length > 0 ? rest : luck is 1 or 4 or 7 ? "Wrong();" : null;

            return text is null
                ? new CompletionOutcome.NoSuggestion(NoSuggestionReason.Unlikely) { Usage = usage }
                : new CompletionOutcome.Suggested([new Suggestion(text, 0, "traced", 1)]) { Usage = usage };
        }
    }
}
