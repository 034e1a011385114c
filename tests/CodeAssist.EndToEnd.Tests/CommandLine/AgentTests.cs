using CodeAssist.Core.Agent.Editing;
using CodeAssist.EndToEnd.Tests.Support;

namespace CodeAssist.EndToEnd.Tests.CommandLine;

/// <summary><c>codeassist agent</c> with a scripted model server on this machine, its own broker and the real files.</summary>
public sealed class AgentTests : ProductTest
{
    [Fact]
    public async Task Without_a_model_that_can_it_says_what_to_do()
    {
        var result = await RunAsync("agent", "Make it add.", "--plan");

        Assert.Equal(3, result.ExitCode);
        Assert.Contains("model.chat names the file of a model that does", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_task_is_done_checked_and_shown_and_its_changes_are_kept_only_where_an_option_says_so()
    {
        await using var provider = Loopback(ScriptedTask.Start());
        var file = User.WriteFile("sum.mjs", ScriptedTask.Sum);
        User.WriteFile("check.mjs", "import { sum } from './sum.mjs';\n\nif (sum(2, 3) !== 5) throw new Error('sum');\n");

        var shown = await RunAsync("agent", "Make it add.", "--check", "node check.mjs");
        var before = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        var kept = (await RunAsync("agent", "Make it add.", "--check", "node check.mjs", "--accept", "--json")).ToJson();

        Assert.Equal(1, shown.ExitCode);
        Assert.Contains("+export const sum = (a, b) => a + b;", shown.Output, StringComparison.Ordinal);
        Assert.Contains("the checks find nothing wrong: node check.mjs", shown.Error, StringComparison.Ordinal);
        Assert.Equal(ScriptedTask.Sum, before);
        Assert.Equal(("Finished", true), ((string?)kept["end"], (bool?)kept["isKept"]));
        Assert.Contains("a + b", await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_is_measured_before_its_first_task_never_again_by_itself_and_always_at_a_word()
    {
        await using var provider = Loopback(ScriptedTask.Start());
        User.WriteFile("sum.mjs", ScriptedTask.Sum);
        int Exercises() => provider.Requests.Count(ScriptedTask.IsExercise);

        var first = await RunAsync("agent", "Make it add.");
        var afterFirst = Exercises();
        var second = await RunAsync("agent", "Make it add.");
        var afterSecond = Exercises();
        var shown = await RunAsync("agent", "--measure-edits");
        var report = (await RunAsync("agent", "--measure-edits", "--json")).ToJson();
        var misunderstood = await RunAsync("agent", "Make it add.", "--measure-edits");

        Assert.Contains("Measure once how", first.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Measure once how", second.Error, StringComparison.Ordinal);
        Assert.Equal((EditExercises.All.Count, EditExercises.All.Count, 3 * EditExercises.All.Count), (afterFirst, afterSecond, Exercises()));
        Assert.Equal((0, 2), (shown.ExitCode, misunderstood.ExitCode));
        Assert.Contains("0 of 3", shown.Output, StringComparison.Ordinal);
        Assert.Equal(("Complete", "Replace", 2, 3, 0), ((string?)report["end"], (string?)report["forms"]![0]!["form"], (int)report["forms"]![0]!["rightInAll"]!, (int)report["forms"]![0]!["tried"]!, (int)report["forms"]![0]!["right"]!));
    }

    [Fact]
    public async Task A_model_of_nonsense_held_to_the_form_calls_tools_that_there_are_and_changes_nothing()
    {
        const int Steps = 4;
        var path = User.In("tiny-chat.gguf");
        NonsenseModel.Write(path, 16_384);
        User.Settings["model.chat"] = path;
        User.Settings["agent.steps"] = Steps;
        var file = User.WriteFile("sum.mjs", ScriptedTask.Sum);

        var report = (await RunAsync("agent", "Make it add.", "--local", "--accept", "--json")).ToJson();

        Assert.Equal(ScriptedTask.Sum, await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
        Assert.Contains((string?)report["end"], (string[])["Steps", "Stuck", "FinishedUnchecked"], StringComparer.Ordinal);
        Assert.All(report["steps"]!.AsArray(), step => Assert.NotEqual("Faulty", (string?)Assert.Single(step!["calls"]!.AsArray())!["end"], StringComparer.Ordinal));
    }
}
