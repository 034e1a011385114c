using CodeAssist.Core.Agent;
using CodeAssist.Core.Agent.Actions;
using CodeAssist.Core.Agent.Models;
using CodeAssist.Core.Agent.Progress;
using CodeAssist.TestSupport;
using static CodeAssist.TestSupport.ScriptedAgentModel;

namespace CodeAssist.Core.Tests.Agent;

/// <summary>A5: a task that does not move ends, with what was done and why.</summary>
public sealed class AgentLimitTests
{
    [Fact]
    public async Task A5_the_same_call_is_made_three_times()
    {
        var outcome = await new AgentRig(new ScriptedAgentModel("local/small", Read("a.py"))).RunAsync();

        Assert.Equal(AgentEndReason.Stuck, outcome.End.Reason);
        Assert.Contains("Read a.py", outcome.End.Sentence, StringComparison.Ordinal);
        Assert.Equal(3, outcome.Transcript.OfType<TranscriptEntry.Step>().Count());
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    public async Task A5_a_circle_is_gone_round_three_times(int length)
    {
        var rig = new AgentRig(Circling(length)) { Limits = AgentLimits.Default with { Window = 2 } };

        var outcome = await rig.RunAsync();

        Assert.Equal(AgentEndReason.Stuck, outcome.End.Reason);
        Assert.Equal(length * 3, outcome.Transcript.OfType<TranscriptEntry.Step>().Count());
    }

    [Fact]
    public async Task A5_edits_that_take_each_other_back_are_a_circle()
    {
        var (there, back) = (Replace("a.py", "a - b", "a + b"), Replace("a.py", "a + b", "a - b"));
        var rig = new AgentRig(new ScriptedAgentModel("local/small", there, back, there, back, there, back, there, back)) { Limits = AgentLimits.Default with { Window = 2 } };

        Assert.Equal(AgentEndReason.Stuck, (await rig.RunAsync()).End.Reason);
    }

    [Fact]
    public async Task A5_progress_starts_the_count_again()
    {
        var test = Run("make");
        var rig = new AgentRig(new ScriptedAgentModel("local/small", test, Replace("a.py", "a", "b"), test, Replace("a.py", "b", "c"), test, Replace("a.py", "c", "d"), test, Finish()));
        rig.Hands.Files["a.py"] = "a";
        rig.Hands.OnRun = _ => new CommandEnd(1, "FAILED test_add", null);

        Assert.True((await rig.RunAsync()).End.IsFinished);
    }

    [Fact]
    public async Task A5_steps_end_a_task()
    {
        var number = 0;
        var rig = new AgentRig(new ScriptedAgentModel("local/small", _ => Read($"{number++}.py")(null!)));

        var outcome = await rig.RunAsync();

        Assert.Equal(AgentEndReason.Steps, outcome.End.Reason);
        Assert.Equal(25, outcome.Transcript.OfType<TranscriptEntry.Step>().Count());
    }

    [Fact]
    public async Task A5_the_clock_ends_a_task()
    {
        var number = 0;
        AgentRig rig = null!;
        var model = new ScriptedAgentModel("local/small", _ =>
        {
            rig.Time.Advance(TimeSpan.FromMinutes(11));
            return Read($"{number++}.py")(null!);
        });
        rig = new AgentRig(model);

        Assert.Equal(AgentEndReason.Time, (await rig.RunAsync()).End.Reason);
    }

    [Fact]
    public async Task A5_tokens_and_money_end_a_task()
    {
        var number = 0;
        var model = new ScriptedAgentModel("local/small", _ => Read($"{number++}.py")(null!));

        Assert.Equal(AgentEndReason.Tokens, (await new AgentRig(model) { Limits = AgentLimits.Default with { Tokens = 500 } }.RunAsync()).End.Reason);
        Assert.Equal(AgentEndReason.Money, (await new AgentRig(model) { Limits = AgentLimits.Default with { Dollars = 0.05m } }.RunAsync()).End.Reason);
    }

    [Fact]
    public async Task A5_repeated_text_ends_a_task()
    {
        var rig = new AgentRig(new ScriptedAgentModel("local/small", _ => new ModelTurn.Said("and so on", [], Each) { IsRepeating = true }));

        Assert.Equal(AgentEndReason.Stuck, (await rig.RunAsync()).End.Reason);
    }

    [Theory]
    [InlineData("I will now look at the file and then change it, as was said. ", 40, true)]
    [InlineData("x", 600, true)]
    [InlineData("I will now look at the file and then change it, as was said. ", 4, false)]
    public void A5_text_repeats_where_all_of_its_end_does(string chunk, int times, bool repeats) =>
        Assert.Equal(repeats, RepeatedText.EndsIn("First something else. " + string.Concat(Enumerable.Repeat(chunk, times))));

    [Fact]
    public void A5_a_table_of_like_lines_does_not_repeat() =>
        Assert.False(RepeatedText.EndsIn(string.Concat(Enumerable.Range(0, 100).Select(number => $"    [InlineData(\"a long and quite regular beginning of a line\", {number})]\n"))));

    [Fact]
    public async Task A8_three_answers_that_mean_nothing_end_a_task_and_each_is_corrected_once()
    {
        var model = new ScriptedAgentModel("local/small", Fault("There is no tool nonsense."), Say("I am thinking."), _ => new ModelTurn.Unusable("{", "It is no JSON.", Each));

        var outcome = await new AgentRig(model).RunAsync();

        Assert.Equal(AgentEndReason.Mistakes, outcome.End.Reason);
        Assert.Equal(3, model.Asked.Count);
        Assert.Contains("There is no tool nonsense.", model.LastQuestion, StringComparison.Ordinal);
        Assert.Contains("There is no tool call", model.LastQuestion, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A8_a_call_that_works_forgives_the_mistakes_before_it()
    {
        var fault = Fault("There is no tool nonsense.");
        var rig = new AgentRig(new ScriptedAgentModel("local/small", fault, fault, Read("a.py"), fault, fault, Finish()));

        Assert.True((await rig.RunAsync()).End.IsFinished);
    }

    [Fact]
    public async Task Cancelling_leaves_what_was_done()
    {
        using var cancel = new CancellationTokenSource();
        var model = new ScriptedAgentModel("local/small", Replace("a.py", "a - b", "a + b"), _ =>
        {
            cancel.Cancel();
            return Read("a.py")(null!);
        });
        var rig = new AgentRig(model);

        var outcome = await new AgentLoop(rig.Models, rig.Hands, rig.User, rig.Forms, rig.Time).RunAsync(rig.Task, rig.Limits, cancel.Token);

        Assert.Equal(AgentEndReason.Cancelled, outcome.End.Reason);
        Assert.Single(outcome.Changes);
    }

    private static ScriptedAgentModel Circling(int length)
    {
        var asked = 0;
        return new ScriptedAgentModel("local/small", _ => Read($"{asked++ % length}.py")(null!));
    }
}
