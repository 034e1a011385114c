using CodeAssist.Context;
using CodeAssist.Context.Outline;
using CodeAssist.Core.Agent;
using CodeAssist.Core.Agent.Actions;
using CodeAssist.Core.Agent.Editing;
using CodeAssist.Core.Agent.Edits;
using CodeAssist.Core.Agent.Models;
using CodeAssist.TestSupport;

namespace CodeAssist.Server.Tests.Delegating.Models;

/// <summary>The exercises by which a model's edits are measured, and when that ends.</summary>
public sealed class EditTrialTests
{
    private static readonly EditPlanner _planner = new(new CodeOutline(), LanguageIds.Of);

    public static TheoryData<int> Numbers => [.. Enumerable.Range(0, EditExercises.All.Count)];

    [Theory]
    [MemberData(nameof(Numbers))]
    public void An_exercise_is_solved_to_the_letter_and_in_its_form_or_not_at_all(int number)
    {
        var exercise = EditExercises.All[number];
        var whole = Said(new EditBlock.Whole(exercise.Path, exercise.After));
        var quoted = Said(new EditBlock.Replace(exercise.Path, exercise.Before, exercise.After));

        Assert.Equal(exercise.Form is EditForm.Whole, exercise.IsSolvedBy(whole, _planner));
        Assert.Equal(exercise.Form is EditForm.Replace, exercise.IsSolvedBy(quoted, _planner));
        Assert.False(exercise.IsSolvedBy(Said(new EditBlock.Whole(exercise.Path, exercise.After + "\n")), _planner));
        Assert.False(exercise.IsSolvedBy(Said(new EditBlock.Replace(exercise.Path, exercise.Before, exercise.After.Replace("  ", " ", StringComparison.Ordinal))), _planner));
        Assert.False(exercise.IsSolvedBy(Said(new EditBlock.Create("other.cs", exercise.After)), _planner));
        Assert.False(exercise.IsSolvedBy(new ModelTurn.Unusable("", "It is no JSON.", ModelSpending.None), _planner));
        Assert.NotEqual(exercise.Before, exercise.After, StringComparer.Ordinal);
    }

    [Fact]
    public void Quoting_a_line_that_stands_there_twice_is_no_solution()
    {
        var exercise = EditExercises.All.Single(one => one is { Path: "Timer.cs", Form: EditForm.Replace });
        const string Line = "            return TimeSpan.FromMinutes(minutes);";

        Assert.False(exercise.IsSolvedBy(Said(new EditBlock.Replace("Timer.cs", Line, Line.Replace("Minutes(minutes)", "Seconds(60 * minutes)", StringComparison.Ordinal))), _planner));
    }

    [Fact]
    public void Who_edits_and_says_in_the_same_breath_that_it_is_done_has_solved_it()
    {
        var exercise = EditExercises.All.First(one => one.Form is EditForm.Whole);
        var said = Said(new EditBlock.Whole(exercise.Path, exercise.After));

        Assert.True(exercise.IsSolvedBy(said with { Calls = [.. said.Calls, new AgentCall("2", "finish", "{}") { Action = new AgentAction.Finish("Done.") }] }, _planner));
        Assert.False(exercise.IsSolvedBy(said with { Calls = [.. said.Calls, new AgentCall("2", "read_file", "{}") { Action = new AgentAction.Read(exercise.Path, null) }] }, _planner));
    }

    [Fact]
    public void Wherever_it_is_broken_off_no_form_was_tried_twice_more_than_another()
    {
        for (var done = 1; done <= EditExercises.All.Count; done++)
        {
            var tried = EditExercises.All.Take(done).CountBy(exercise => exercise.Form).ToDictionary();
            var counts = Enum.GetValues<EditForm>().Select(form => tried.GetValueOrDefault(form)).ToList();
            Assert.InRange(counts.Max() - counts.Min(), 0, 1);
        }
    }

    [Fact]
    public async Task What_came_until_the_time_was_over_counts()
    {
        var time = new ManualTime();
        var model = new ScriptedAgentModel("slow", _ =>
        {
            time.Advance(TimeSpan.FromSeconds(45));
            return new ModelTurn.Said("", [], ScriptedAgentModel.Each);
        });

        var measurement = await new EditTrial(_planner, time).RunAsync(model, EditTrialLimits.Unasked, static _ => { }, TestContext.Current.CancellationToken);

        Assert.Equal((EditMeasurementEnd.Limit, 3, 330), (measurement.End, measurement.Counts.Sum(count => count.Tried), measurement.Tokens));
    }

    [Fact]
    public async Task Tokens_end_it_as_well()
    {
        var model = new ScriptedAgentModel("wordy", _ => new ModelTurn.Said("", [], ScriptedAgentModel.Each));

        var measurement = await new EditTrial(_planner, TimeProvider.System).RunAsync(model, new EditTrialLimits(TimeSpan.FromMinutes(1), 200), static _ => { }, TestContext.Current.CancellationToken);

        Assert.Equal((EditMeasurementEnd.Limit, 220), (measurement.End, measurement.Tokens));
    }

    private static ModelTurn.Said Said(params EditBlock[] blocks) => new("", [new AgentCall("1", "edit", "{}") { Action = new AgentAction.Edit(blocks) }], ModelSpending.None);
}
