using CodeAssist.Core.Agent;
using CodeAssist.Core.Agent.Models;
using CodeAssist.Core.Assist;
using CodeAssist.Core.Review.Rules;
using CodeAssist.TestSupport;
using static CodeAssist.TestSupport.ScriptedAgentModel;

namespace CodeAssist.Core.Tests.Agent;

/// <summary>A7: a conversation of any length fits, and what matters stays in it.</summary>
public sealed class CompactionTests
{
    private const int Window = 4096;

    [Theory]
    [InlineData("They read many files.")]
    [InlineData(null)]
    public async Task A7_two_hundred_steps_fit_into_a_small_window(string? summary)
    {
        var number = 0;
        var model = new ScriptedAgentModel("local/small", _ => Read($"file{number++ % 50}.py")(null!)) { ContextTokens = Window, Summary = summary };
        var rig = new AgentRig(model) { Limits = AgentLimits.Default with { Steps = 200, Tokens = long.MaxValue, Window = 2 } };
        rig.Task = rig.Task with { Rules = [new RuleFile("AGENTS.md", "Keep it short.") { Covers = static _ => true }] };
        for (var file = 0; file < 50; file++)
        {
            rig.Hands.Files[$"file{file}.py"] = string.Concat(Enumerable.Repeat($"value_{file} = compute({file})\n", 40 + (file * 10)));
        }

        var outcome = await rig.RunAsync();

        Assert.Equal(AgentEndReason.Steps, outcome.End.Reason);
        Assert.Equal(200, model.Asked.Count);
        Assert.All(model.Asked, question => Assert.InRange(question.SelectMany(message => message.AllParts).Sum(part => TokenEstimate.Of(part.Text)), 1, Window));
        Assert.All(model.Asked, question => Assert.Contains(question, message => message.AllParts.Any(part => part.Text.Contains("Make the test pass.", StringComparison.Ordinal))));
        Assert.All(model.Asked, question => Assert.Contains(question, message => message.AllParts.Any(part => part.Text.Contains("Keep it short.", StringComparison.Ordinal))));
        Assert.Contains(outcome.Transcript, entry => entry is TranscriptEntry.Compacted);
    }

    [Fact]
    public async Task A7_a_call_is_never_parted_from_its_result_and_the_last_pair_stays()
    {
        var number = 0;
        var model = new ScriptedAgentModel("local/small", _ => Read($"file{number++}.py")(null!)) { ContextTokens = Window };
        var rig = new AgentRig(model) { Limits = AgentLimits.Default with { Steps = 40 } };
        for (var file = 0; file < 50; file++)
        {
            rig.Hands.Files[$"file{file}.py"] = new string('x', 1500);
        }

        await rig.RunAsync();

        foreach (var question in model.Asked.Skip(1))
        {
            Assert.IsType<AgentMessage.Answered>(question[^1]);
            for (var index = 0; index < question.Count; index++)
            {
                Assert.Equal(question[index] is AgentMessage.Answered, index > 0 && question[index - 1] is AgentMessage.Said);
                if (question[index] is AgentMessage.Answered answered)
                {
                    Assert.Equal(((AgentMessage.Said)question[index - 1]).Calls.Select(call => call.Id), answered.Answers.Select(answer => answer.CallId), StringComparer.Ordinal);
                }
            }
        }
    }

    [Fact]
    public async Task A7_steps_are_summed_up_by_whoever_does_routine_work()
    {
        var number = 0;
        var model = new ScriptedAgentModel("openai/big", _ => Read($"file{number++}.py")(null!)) { Tier = Core.Routing.Tier.ClosedApi, ContextTokens = Window };
        var rig = new AgentRig(model) { Models = new ScriptedAgentModels(model) { Routine = new ScriptedAgentModel("local/small", Finish()) { Summary = "Some files were read." } } };
        for (var file = 0; file < 50; file++)
        {
            rig.Hands.Files[$"file{file}.py"] = new string('x', 1500);
        }

        await rig.RunAsync();

        Assert.Contains("Some files were read.", model.LastQuestion, StringComparison.Ordinal);
    }
}
