using CodeAssist.Core.Agent;
using CodeAssist.Core.Agent.Actions;
using CodeAssist.Core.Agent.Checks;
using CodeAssist.TestSupport;
using static CodeAssist.TestSupport.ScriptedAgentModel;

namespace CodeAssist.Core.Tests.Agent;

/// <summary>A6: changes are checked, and what they broke is repaired, kept by the user's word or taken back.</summary>
public sealed class AgentCheckTests
{
    [Fact]
    public async Task A6_only_what_is_new_is_fed_back()
    {
        var model = new ScriptedAgentModel("local/small", Replace("a.py", "a - b", "a + b"), Finish(), Replace("b.py", "1", "2"), Finish(), Finish());
        var rig = new AgentRig(model).Checking("make");
        rig.Hands.OnRun = _ => new CommandEnd(1, Failures(rig), null);

        var outcome = await rig.RunAsync();

        Assert.Contains("New since your changes:\n  FAILED test_print", model.LastQuestion, StringComparison.Ordinal);
        Assert.DoesNotContain("  FAILED test_old\n", model.LastQuestion.Split("The end of its output")[0].Split("New since")[1], StringComparison.Ordinal);
        Assert.Equal(AgentEndReason.StillFailing, outcome.End.Reason);

        // Broken by the first change, repaired by the second; what was red before stays red.
        static string Failures(AgentRig rig) => "FAILED test_old:12\n" + (rig.Hands.Files["a.py"].Contains('+', StringComparison.Ordinal) && rig.Hands.Files["b.py"].Contains('1', StringComparison.Ordinal) ? "FAILED test_print\n" : "");
    }

    [Fact]
    public async Task A6_after_three_rounds_the_files_are_what_they_were()
    {
        var number = 0;
        var model = new ScriptedAgentModel("local/small", _ => number++ % 2 == 0 ? Replace("a.py", number == 1 ? "a - b" : "a + b", "a + b ")(null!) : Finish()(null!));
        var rig = new AgentRig(model).Checking("make");
        var before = rig.Hands.Files["a.py"];
        rig.Hands.OnRun = _ => rig.Hands.Files["a.py"].Contains('+', StringComparison.Ordinal) ? new CommandEnd(1, "FAILED test_add", null) : new CommandEnd(0, "", null);

        var outcome = await rig.RunAsync();

        Assert.Equal(AgentEndReason.RolledBack, outcome.End.Reason);
        Assert.Equal(before, rig.Hands.Files["a.py"]);
        Assert.Empty(outcome.Changes);
        Assert.Equal(3, outcome.Transcript.OfType<TranscriptEntry.Checked>().Count());
    }

    [Fact]
    public async Task A6_the_user_may_keep_what_the_checks_object_to()
    {
        var model = new ScriptedAgentModel("local/small", Replace("a.py", "a - b", "a + b"), Finish());
        var rig = new AgentRig(model) { User = { KeepsBroken = true } }.Checking("make");
        rig.Hands.OnRun = _ => rig.Hands.Files["a.py"].Contains('+', StringComparison.Ordinal) ? new CommandEnd(1, "FAILED test_add", null) : new CommandEnd(0, "", null);

        var outcome = await rig.RunAsync();

        Assert.Equal(AgentEndReason.KeptBroken, outcome.End.Reason);
        Assert.Single(outcome.Changes);
    }

    [Fact]
    public async Task A6_checks_that_may_not_run_are_told_and_not_taken_for_passed()
    {
        var rig = new AgentRig(new ScriptedAgentModel("local/small", Replace("a.py", "a - b", "a + b"), Finish())).Checking("make");
        rig.Hands.AsksFor = action => action is AgentAction.Run;

        var outcome = await rig.RunAsync();

        Assert.Equal(AgentEndReason.FinishedUnchecked, outcome.End.Reason);
        Assert.Contains("make did not run", outcome.End.Sentence, StringComparison.Ordinal);
        Assert.Single(rig.User.Asked);
    }

    [Theory]
    [InlineData("Cart.cs(12,5): error CS0103: The name 'x' does not exist", "Cart.cs(40,9): error CS0103: The name 'x' does not exist")]
    [InlineData("src/a.ts:3:1 - error TS2304: Cannot find name 'x'.", "src/a.ts:9:7 - error TS2304: Cannot find name 'x'.")]
    [InlineData("not ok 1 - adds", "not ok 4 - adds")]
    [InlineData("--- FAIL: TestAdd (0.00s)", "--- FAIL: TestAdd (0.02s)")]
    [InlineData("FAILED tests/test_a.py::test_add", "FAILED tests/test_a.py::test_add")]
    [InlineData("AssertionError: 1 != 2", "AssertionError: 1 != 2")]
    [InlineData("error[E0308]: mismatched types", "error[E0308]: mismatched types")]
    public void A_problem_is_known_again_when_the_code_around_it_moves(string before, string after) =>
        Assert.Equal(Assert.Single(ProblemLines.Read(before)).Identity, Assert.Single(ProblemLines.Read(after)).Identity);

    [Theory]
    [InlineData("    0 Error(s)")]
    [InlineData("# fail 0")]
    [InlineData("Build succeeded.")]
    [InlineData("test result: ok. 3 passed; 0 failed; 0 ignored")]
    public void What_says_that_nothing_is_wrong_is_no_problem(string line) => Assert.Empty(ProblemLines.Read(line));
}
