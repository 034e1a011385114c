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
        var delays = new List<TimeSpan>();
        var traces = KeyTrace.ReadAll();
        foreach (var trace in traces)
        {
            OneThread.Run(async thread => delays.AddRange(await ReplayAsync(trace, latency, thread)));
        }

        var (keys, delay) = (traces.Sum(trace => trace.Keys.Count), delays.Aggregate(TimeSpan.Zero, (sum, one) => sum + one));
        TestContext.Current.TestOutputHelper?.WriteLine($"{latency}: {delays.Count} requests for {keys} keys, held for {delay / delays.Count} on average");

        return ((double)delays.Count / keys, delay / delays.Count);
    }

    private static async Task<IReadOnlyList<TimeSpan>> ReplayAsync(KeyTrace trace, TimeSpan latency, OneThread thread)
    {
        var time = new ManualTime();
        var model = new TracedModel(trace, time, latency);
        var typing = new TypingCompletions(model, ScriptedModel.Saying(""), time);
        var typist = new Typist(trace.Before, trace.After, typing) { Language = trace.Language, Path = trace.Path };
        var request = new CancellationTokenSource();
        foreach (var key in trace.Keys)
        {
            await thread.AdvanceAsync(time, key.Gap, () => model.IsSettled);
            model.LastKey = time.GetTimestamp();
            if (key.Text is { } text)
            {
                typist.Type(text);
            }
            else
            {
                typist.Backspace();
            }

            await request.CancelAsync();
            request.Dispose();
            request = new CancellationTokenSource();
            _ = typist.AskAsync(cancellationToken: request.Token);
        }

        await request.CancelAsync();
        request.Dispose();

        return model.Delays;
    }

    /// <summary>A model that knows the rest of the line for two questions in ten, is wrong for three, and says nothing for the others.</summary>
    private sealed class TracedModel(KeyTrace trace, ManualTime time, TimeSpan latency) : ICompleter
    {
        private readonly List<CancellationToken> _underWay = [];

        public long LastKey { get; set; }

        /// <summary>Whether all that were cancelled have ended: cancelling comes from another thread.</summary>
        public bool IsSettled => !_underWay.Exists(token => token.IsCancellationRequested);

        public List<TimeSpan> Delays { get; } = [];

        public async Task<CompletionOutcome> CompleteAsync(
            CompletionRequest request, CompletionGate gate, CompletionLimits limits, Action<string>? onText, CancellationToken cancellationToken)
        {
            Delays.Add(time.GetElapsedTime(LastKey));
            var luck = Delays.Count % 10;
            _underWay.Add(cancellationToken);
            try
            {
                await Task.Delay(latency, time, cancellationToken);
            }
            finally
            {
                _underWay.Remove(cancellationToken);
            }

            var usage = new ModelUsage(10, 5, 3, latency, latency);
            var rest = trace.Typed[Math.Min(request.Caret - trace.Before.Length, trace.Typed.Length)..].Split('\n')[0];
            var text = luck is 0 or 5 && rest.Length > 0 ? rest : luck is 1 or 4 or 7 ? "Wrong();" : null;

            return text is null
                ? new CompletionOutcome.NoSuggestion(NoSuggestionReason.Unlikely) { Usage = usage }
                : new CompletionOutcome.Suggested([new Suggestion(text, 0, "traced", 1)]) { Usage = usage };
        }
    }
}
