using CodeAssist.Core.Agent;
using CodeAssist.Core.Agent.Actions;
using CodeAssist.Core.Agent.Editing;
using CodeAssist.Core.Agent.Models;
using CodeAssist.Core.Privacy.Characters;
using CodeAssist.Core.Privacy.Gate;
using CodeAssist.Core.Review.Changes;
using CodeAssist.Core.Review.Rules;
using CodeAssist.Core.Routing;
using CodeAssist.TestSupport;
using static CodeAssist.TestSupport.ScriptedAgentModel;

namespace CodeAssist.Core.Tests.Agent;

/// <summary>What a task is from its goal to its end.</summary>
public sealed class AgentLoopTests
{
    [Fact]
    public async Task A_goal_is_reached_by_looking_changing_and_checking()
    {
        var model = new ScriptedAgentModel("local/small", Read("a.py"), Replace("a.py", "a - b", "a + b"), Finish("Adds now."));
        var rig = new AgentRig(model).Checking("make", "test");
        rig.Hands.OnRun = _ => rig.Hands.Files["a.py"].Contains('+', StringComparison.Ordinal) ? new CommandEnd(0, "ok", null) : new CommandEnd(1, "FAILED test_add", null);

        var outcome = await rig.RunAsync();

        Assert.Equal(AgentEndReason.Finished, outcome.End.Reason);
        Assert.Equal("Adds now.", outcome.Summary);
        Assert.Equal(["a.py"], outcome.Changes.Select(change => change.Path), StringComparer.Ordinal);
        Assert.Equal(ChangeKind.Modified, outcome.Changes[0].Kind);
        Assert.Equal(3, outcome.Transcript.OfType<TranscriptEntry.Step>().Count());
        Assert.Equal(0.03m, outcome.Spent.Dollars);
        Assert.Contains("return a - b", model.LastQuestion, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plan_changes_nothing_and_runs_nothing()
    {
        var rig = new AgentRig(new ScriptedAgentModel("local/small", Replace("a.py", "a - b", "a + b"), Run("make"), Read("a.py"), Finish("1. Add.")));
        rig.Task = rig.Task with { IsPlan = true };

        var outcome = await rig.RunAsync();

        Assert.Equal("1. Add.", outcome.Summary);
        Assert.Equal([new AgentAction.Read("a.py", null)], rig.Hands.Did);
        Assert.Empty(outcome.Changes);
    }

    [Fact]
    public async Task Nothing_is_begun_where_the_state_before_cannot_be_kept()
    {
        var rig = new AgentRig(new ScriptedAgentModel("local/small", Replace("a.py", "a - b", "a + b")));
        rig.Hands.CanMark = false;

        var outcome = await rig.RunAsync();

        Assert.Equal(AgentEndReason.NoCheckpoint, outcome.End.Reason);
        Assert.Empty(rig.Models.Needs);
    }

    [Fact]
    public async Task What_the_user_does_not_allow_is_not_done_and_the_model_is_told()
    {
        var model = new ScriptedAgentModel("local/small", Run("rm", "-rf", "x"), Finish());
        var rig = new AgentRig(model);
        rig.Hands.AsksFor = action => action is AgentAction.Run;

        var outcome = await rig.RunAsync();

        Assert.Empty(rig.Hands.Did);
        Assert.Single(rig.User.Asked);
        Assert.Equal(CallEnd.Denied, outcome.Transcript.OfType<TranscriptEntry.Step>().First().Calls[0].End);
        Assert.Contains("did not allow", model.LastQuestion, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_user_allows_is_done()
    {
        var rig = new AgentRig(new ScriptedAgentModel("local/small", Run("make"), Finish()));
        rig.Hands.AsksFor = action => action is AgentAction.Run;
        rig.User.Approves = ApprovalAnswer.Once;

        await rig.RunAsync();

        Assert.IsType<AgentAction.Run>(Assert.Single(rig.Hands.Did));
    }

    [Fact]
    public async Task A_question_reaches_the_user_and_the_answer_the_model()
    {
        var model = new ScriptedAgentModel("local/small", Do(new AgentAction.AskUser("Which one?")), Finish());
        var rig = new AgentRig(model);
        rig.User.Reply = "The second.";

        await rig.RunAsync();

        Assert.Contains("The second.", model.LastQuestion, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_model_says_comes_from_all_that_it_has_read()
    {
        var model = new ScriptedAgentModel("local/small", Read("a.py"), Read("b.py"), Finish());
        await new AgentRig(model).RunAsync();

        var said = model.Asked[^1].OfType<AgentMessage.Said>().ToList();
        Assert.DoesNotContain(said[0].Origins, origin => origin is PartOrigin.File);
        Assert.Contains(new PartOrigin.File(MemoryHands.Repository, "a.py", IsIgnored: false), said[1].Origins);
    }

    [Fact]
    public async Task A_model_elsewhere_is_not_told_what_stays_on_this_machine_and_can_go_on()
    {
        var model = new ScriptedAgentModel("openai/big", Read("a.py"), Read("b.py"), Finish()) { Tier = Tier.ClosedApi };
        var rig = new AgentRig(model);
        rig.Hands.Ignored.Add("a.py");

        await rig.RunAsync();

        Assert.DoesNotContain("return a - b", model.LastQuestion, StringComparison.Ordinal);
        Assert.Contains("stays on this machine", model.LastQuestion, StringComparison.Ordinal);
        Assert.DoesNotContain(model.Asked[^1].SelectMany(message => message.AllParts).SelectMany(part => part.Origins), origin => origin is PartOrigin.File { IsIgnored: true });
    }

    [Fact]
    public async Task Case_9_no_model_is_told_what_nobody_sees_and_the_user_is_told_that_it_was_there()
    {
        var model = new ScriptedAgentModel("local/small", Read("a.py"), Finish());
        var rig = new AgentRig(model);
        rig.Hands.Files["a.py"] = "# well\nx = 1\U000E0041\U000E0042\n";
        rig.Task = rig.Task with
        {
            Goal = "Go\u202E on.",
            Rules = [new RuleFile("AGENTS.md", "Use\u200B tabs.") { Covers = static _ => true, Nearest = "AGENTS.md" }],
        };

        await rig.RunAsync();

        Assert.Empty(HiddenCharacters.Find(model.LastQuestion));
        Assert.Contains("Use tabs.", model.LastQuestion, StringComparison.Ordinal);
        Assert.Contains("(A character that nobody can see was taken out: line 3: U+200B)", model.LastQuestion, StringComparison.Ordinal);
        var seen = Assert.Single(rig.User.Told.OfType<TranscriptEntry.Step>().First().Calls).Text;
        Assert.Matches(@"\(2 characters that nobody can see were taken out: line \d: U\+E0041 U\+E0042\)", seen);
        Assert.Equal("# well\nx = 1\U000E0041\U000E0042\n", rig.Hands.Files["a.py"]);
    }

    [Fact]
    public async Task The_nearest_rules_of_a_folder_come_with_its_first_file()
    {
        var model = new ScriptedAgentModel("local/small", Read("src/x.py"), Read("src/x.py"), Finish());
        var rig = new AgentRig(model);
        rig.Hands.Files["src/x.py"] = "x = 1";
        rig.Task = rig.Task with
        {
            Rules =
            [
                new RuleFile("AGENTS.md", "Use tabs.") { Covers = static _ => true, Nearest = "AGENTS.md" },
                new RuleFile("src/AGENTS.md", "Use blanks.") { Covers = static path => path.StartsWith("src/", StringComparison.Ordinal), Nearest = "AGENTS.md" },
            ],
        };

        await rig.RunAsync();

        Assert.Contains("Use tabs.", string.Concat(model.Asked[0].SelectMany(message => message.AllParts).Select(part => part.Text)), StringComparison.Ordinal);
        Assert.Single(model.LastQuestion.Split("Use blanks.").Skip(1));
    }

    [Fact]
    public async Task A4_edits_that_do_not_fit_are_counted_and_another_form_is_advised_next_time()
    {
        var rig = new AgentRig(new ScriptedAgentModel("openai/big", Replace("a.py", "nowhere", "x"), Replace("a.py", "nowhere either", "x"), Finish()) { Tier = Tier.ClosedApi });
        await rig.RunAsync();

        Assert.Equal(EditForm.Replace, EditForms.Order(rig.Forms.Of("other"), isSmall: false)[0]);
        Assert.NotEqual(EditForm.Replace, EditForms.Order(rig.Forms.Of("openai/big"), isSmall: false)[0]);
    }
}
