using CodeAssist.Core.Agent;
using CodeAssist.Core.Agent.Actions;
using CodeAssist.Core.Agent.Models;
using CodeAssist.Core.Routing;
using CodeAssist.TestSupport;
using static CodeAssist.TestSupport.ScriptedAgentModel;

namespace CodeAssist.Core.Tests.Agent;

/// <summary>De-escalation: what is routine in a task of a closed model is done by one of this machine.</summary>
public sealed class AgentErrandTests
{
    [Fact]
    public async Task A_closed_model_sends_one_of_this_machine_to_look_and_is_told_what_it_found()
    {
        var scout = new ScriptedAgentModel("local/small", Do(new AgentAction.Search("add", IsRegex: false, "")), Read("a.py"), Finish("add stands in a.py, line 1.")) { Summary = "s" };
        var (rig, closed) = Rig(scout, Ask("Where is add?"), Finish());

        var outcome = await rig.RunAsync();

        Assert.Contains("add stands in a.py, line 1.", closed.LastQuestion, StringComparison.Ordinal);
        Assert.DoesNotContain("def add", closed.LastQuestion, StringComparison.Ordinal);
        Assert.Contains("Where is add?", scout.LastQuestion, StringComparison.Ordinal);
        Assert.Equal(ToolOffer.Looking, scout.Offered);
        Assert.Equal(ToolOffer.Acting | ToolOffer.Asking | ToolOffer.Sending, closed.Offered);
        var errand = Assert.Single(outcome.Transcript.OfType<TranscriptEntry.Errand>());
        Assert.Equal(("local/small", true, 2), (errand.Model, errand.IsFound, errand.Calls.Count));
        Assert.Equal(3 * Each.Tokens.Input, errand.Spent.Tokens.Input);
        Assert.Equal(5 * Each.Tokens.Input, outcome.Spent.Tokens.Input);
    }

    [Fact]
    public async Task A_scout_changes_nothing_asks_nobody_and_sends_nobody()
    {
        AgentAction[] wishes = [new AgentAction.Run(["make"], ""), new AgentAction.Edit([new EditBlock.Delete("a.py")]), new AgentAction.AskUser("May I?"), new AgentAction.FindOut("Where?")];
        foreach (var wish in wishes)
        {
            var (rig, closed) = Rig(new ScriptedAgentModel("local/small", Do(wish)), Ask("Where is add?"), Finish());

            await rig.RunAsync();

            Assert.Empty(rig.Hands.Did);
            Assert.Contains("Search by yourself", closed.LastQuestion, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_scout_that_comes_to_no_end_is_ended()
    {
        var number = 0;
        var scout = new ScriptedAgentModel("local/small", _ => Do(new AgentAction.Read("a.py", new(number, ++number)))(null!));
        var (rig, closed) = Rig(scout, Ask("Where is add?"), Finish());

        var outcome = await rig.RunAsync();

        Assert.Equal(8, scout.Asked.Count);
        Assert.Contains("Search by yourself", closed.LastQuestion, StringComparison.Ordinal);
        Assert.False(Assert.Single(outcome.Transcript.OfType<TranscriptEntry.Errand>()).IsFound);
        Assert.True(outcome.End.IsFinished);
    }

    [Fact]
    public async Task A_scout_sees_only_what_the_one_that_sent_it_may_be_told()
    {
        var scout = new ScriptedAgentModel("local/small", Read("secret.py"), Finish("It is there."));
        var (rig, closed) = Rig(scout, Ask("What is the key?"), Finish());
        rig.Hands.Files["secret.py"] = "CANARY";
        rig.Hands.Ignored.Add("secret.py");

        await rig.RunAsync();

        Assert.DoesNotContain("CANARY", scout.LastQuestion, StringComparison.Ordinal);
        Assert.Contains("It is there.", closed.LastQuestion, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Errands_are_offered_neither_without_a_model_of_this_machine_nor_to_one()
    {
        var (rig, closed) = Rig(scout: null, Ask("Where?"), Finish());
        await rig.RunAsync();
        Assert.Equal(ToolOffer.Acting | ToolOffer.Asking, closed.Offered);
        Assert.Contains("Nobody is here to send", closed.LastQuestion, StringComparison.Ordinal);

        var local = new ScriptedAgentModel("local/other", Finish());
        await new AgentRig(local) { Models = new ScriptedAgentModels(local) { Routine = local } }.RunAsync();
        Assert.Equal(ToolOffer.Acting | ToolOffer.Asking, local.Offered);
    }

    private static Func<ScriptedAgentModel, ModelTurn> Ask(string question) => Do(new AgentAction.FindOut(question));

    private static (AgentRig Rig, ScriptedAgentModel Closed) Rig(ScriptedAgentModel? scout, params Func<ScriptedAgentModel, ModelTurn>[] turns)
    {
        var closed = new ScriptedAgentModel("openai/big", turns) { Tier = Tier.ClosedApi };
        return (new AgentRig(closed) { Models = new ScriptedAgentModels(closed) { Routine = scout } }, closed);
    }
}
