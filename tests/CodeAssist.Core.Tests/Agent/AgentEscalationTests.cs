using CodeAssist.Core.Agent;
using CodeAssist.Core.Agent.Actions;
using CodeAssist.Core.Privacy.Gate;
using CodeAssist.Core.Routing;
using CodeAssist.TestSupport;
using static CodeAssist.TestSupport.ScriptedAgentModel;

namespace CodeAssist.Core.Tests.Agent;

/// <summary>T8: a task that does not move goes to a stronger model, with a note; one that moves slowly does not.</summary>
public sealed class AgentEscalationTests
{
    [Fact]
    public async Task T8_a_stuck_task_is_handed_over_with_goal_state_and_evidence()
    {
        var stronger = new ScriptedAgentModel("openai/big", Replace("a.py", "a - b ", "a + b"), Finish("Done by another.")) { Tier = Tier.ClosedApi };
        var rig = new AgentRig(new ScriptedAgentModel("local/small", Replace("a.py", "a - b", "a - b "), Run("make")), stronger);
        rig.Hands.OnRun = _ => new CommandEnd(1, "FAILED test_add", null);

        var outcome = await rig.RunAsync();

        Assert.Equal("Done by another.", outcome.Summary);
        Assert.True(rig.Models.Needs[^1].IsStuck);
        Assert.Contains("Make the test pass.", stronger.LastQuestion, StringComparison.Ordinal);
        Assert.Contains("Run make", stronger.LastQuestion, StringComparison.Ordinal);
        Assert.Contains("FAILED test_add", stronger.LastQuestion, StringComparison.Ordinal);
        Assert.Contains("-    return a - b\n+    return a - b \n", stronger.LastQuestion, StringComparison.Ordinal);
        Assert.Contains("have not passed", stronger.LastQuestion, StringComparison.Ordinal);
        Assert.Equal(["local/small", "openai/big"], outcome.Transcript.OfType<TranscriptEntry.Chosen>().Select(entry => entry.Model), StringComparer.Ordinal);
    }

    [Fact]
    public async Task T8_two_edits_that_do_not_fit_are_handed_over()
    {
        var stronger = new ScriptedAgentModel("openai/big", Finish()) { Tier = Tier.ClosedApi };
        var rig = new AgentRig(new ScriptedAgentModel("local/small", Replace("a.py", "x", "y"), Replace("a.py", "z", "y")), stronger);

        await rig.RunAsync();

        Assert.Single(stronger.Asked);
    }

    [Fact]
    public async Task T8_a_build_that_stays_red_is_handed_over()
    {
        var stronger = new ScriptedAgentModel("openai/big", Finish()) { Tier = Tier.ClosedApi };
        var number = 0;
        var rig = new AgentRig(new ScriptedAgentModel("local/small", _ => number++ % 2 == 0 ? Replace("a.py", "add", "add_")(null!) : Finish()(null!)), stronger).Checking("make");
        rig.Hands.OnRun = _ => rig.Hands.Files["a.py"].Contains("add_", StringComparison.Ordinal) ? new CommandEnd(1, "FAILED test_add", null) : new CommandEnd(0, "", null);

        await rig.RunAsync();

        Assert.NotEmpty(stronger.Asked);
        Assert.Equal(2, rig.Models.Needs[^1].FailedChecks);
    }

    [Fact]
    public async Task T8_slow_progress_is_not_handed_over()
    {
        var stronger = new ScriptedAgentModel("openai/big", Finish()) { Tier = Tier.ClosedApi };
        var test = Run("make");
        var rig = new AgentRig(
            new ScriptedAgentModel("local/small", test, Read("a.py"), Replace("a.py", "a - b", "a +  b"), test, Read("b.py"), Replace("a.py", "a +  b", "a + b"), test, Finish()), stronger);
        var runs = 0;
        rig.Hands.OnRun = _ => new CommandEnd(1, $"FAILED {3 - runs++} tests", null);

        await rig.RunAsync();

        Assert.Empty(stronger.Asked);
    }

    [Fact]
    public async Task T8_where_nobody_else_may_be_asked_the_end_says_why()
    {
        var rig = new AgentRig(new ScriptedAgentModel("local/small", Read("a.py")));
        rig.Models.Refusal = "Nothing may leave this machine: you chose local-only.";

        var outcome = await rig.RunAsync();

        Assert.Equal(AgentEndReason.Stuck, outcome.End.Reason);
        Assert.EndsWith("you chose local-only.", outcome.End.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task T8_what_stays_on_this_machine_is_not_in_the_note()
    {
        var stronger = new ScriptedAgentModel("openai/big", Finish()) { Tier = Tier.ClosedApi };
        var rig = new AgentRig(new ScriptedAgentModel("local/small", Read("secret.py")), stronger);
        rig.Hands.Files["secret.py"] = "CANARY";
        rig.Hands.Ignored.Add("secret.py");

        await rig.RunAsync();

        Assert.DoesNotContain("CANARY", stronger.LastQuestion, StringComparison.Ordinal);
        Assert.DoesNotContain(stronger.Asked[0].SelectMany(message => message.AllParts).SelectMany(part => part.Origins), origin => origin is PartOrigin.File { IsIgnored: true });
    }

    [Fact]
    public async Task A_model_that_fails_is_replaced_and_the_change_is_told()
    {
        var other = new ScriptedAgentModel("local/other", Finish());
        var rig = new AgentRig(new ScriptedAgentModel("local/small", _ => new Core.Agent.Models.ModelTurn.Failed("It went away.", IsMoney: false, Each)), other);

        var outcome = await rig.RunAsync();

        Assert.True(outcome.End.IsFinished);
        Assert.Equal("It went away.", rig.Models.Needs[^1].Failed["local/small"]);
        Assert.Contains(rig.User.Told, entry => entry is TranscriptEntry.Chosen { Model: "local/other" });
    }
}
