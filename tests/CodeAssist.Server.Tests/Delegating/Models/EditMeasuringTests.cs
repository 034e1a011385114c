using System.Text.Json;
using CodeAssist.Core.Agent;
using CodeAssist.Core.Agent.Editing;
using CodeAssist.Core.Providers;
using CodeAssist.Core.Routing;
using CodeAssist.Server.Assisting;
using CodeAssist.Server.Delegating;
using CodeAssist.Server.Delegating.Memory;
using CodeAssist.Server.Tests.Assisting;
using CodeAssist.TestSupport;

namespace CodeAssist.Server.Tests.Delegating.Models;

/// <summary>In which form a model's edits come out right is measured once, before its first task, through router, protocol and the plan of edits.</summary>
public sealed class EditMeasuringTests : IDisposable
{
    private const string Done = """{"thought":"t","call":{"tool":"finish","summary":"Done."}}""";

    private readonly TemporaryRepository _folder = TemporaryRepository.CreateFolder();
    private readonly RecordingAgentUser _user = new();
    private readonly RecordingAudience _audience = new() { Decides = static _ => true };

    private string Place => EditFormFile.In(_folder.Root);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(EditForm.Replace, "prefer in this order: quoted lines that stand in the file exactly once, with what replaces them. Your edits seldom fit where you use a whole member")]
    [InlineData(EditForm.Whole, "prefer in this order: the whole file where it has at most 200 lines. Your edits seldom fit where you use a whole member")]
    [InlineData(EditForm.Member, "prefer in this order: a whole member named by its symbol (C# only). Your edits seldom fit where you use the whole file")]
    public async Task Who_is_good_at_one_form_is_told_to_use_that_one(EditForm form, string advice)
    {
        var models = Small();
        models.Knows = question => Solve(question, one => one == form);

        var result = await RunAsync(models);

        Assert.Contains(advice, models.Questions[^1].Said, StringComparison.Ordinal);
        Assert.Contains("3 of 3", Assert.Single(result.Outcome.Transcript.OfType<TranscriptEntry.Chosen>()).Sentence, StringComparison.Ordinal);
        Assert.Equal(3, new EditFormFile(Place).Of("local/small").Single(count => count.Form == form).Fitted);
        Assert.Equal(0, new EditFormFile(Place).Of("local/small").Where(count => count.Form != form).Sum(count => count.Fitted));
        Assert.Equal("Measure once how local/small edits best (1 of 9)", _user.Begun[0]);
    }

    [Fact]
    public async Task Who_is_good_at_all_forms_keeps_the_usual_order()
    {
        var models = Small();
        models.Knows = question => Solve(question, static _ => true);

        await RunAsync(models);

        Assert.Contains("prefer in this order: a whole member named by its symbol (C# only), then the whole file where it has at most 200 lines, then quoted lines", models.Questions[^1].Said, StringComparison.Ordinal);
        Assert.DoesNotContain("seldom", models.Questions[^1].Said, StringComparison.Ordinal);
        Assert.Equal([("local/small", EditExercises.All.Count + 1)], models.Counted);
    }

    [Fact]
    public async Task A_model_is_measured_once_in_whichever_process_and_whatever_it_is_called()
    {
        var (first, second) = (Small(), Small());
        first.Knows = second.Knows = question => Solve(question, static _ => true);
        first.Identify = second.Identify = static _ => "file 01ab";
        second.State = second.State with { Models = [.. second.State.Models.Select(model => model with { Card = model.Card with { Name = "renamed" } })] };

        await RunAsync(first);
        await RunAsync(second);

        Assert.Equal((EditExercises.All.Count + 1, 1), (first.Questions.Count, second.Questions.Count));
    }

    [Fact]
    public async Task Another_model_under_the_same_name_is_measured_anew()
    {
        var (first, second) = (Small(), Small());
        first.Knows = second.Knows = question => Solve(question, static _ => true);
        first.Identify = static _ => "file 01ab";
        second.Identify = static _ => "file 02cd";

        await RunAsync(first);
        await RunAsync(second);

        Assert.Equal(first.Questions.Count, second.Questions.Count);
    }

    [Fact]
    public async Task Who_costs_money_is_not_measured_without_a_word()
    {
        var closed = ScriptedModels.Closed();
        var models = new ScriptedModels(closed with { Card = closed.Card with { Tools = Yes() } }).Calls("openai/big", ("finish", """{"summary":"Done."}"""));

        var result = await RunAsync(models);

        Assert.True(result.Outcome.End.IsFinished);
        Assert.Single(models.Questions);
        Assert.Null(new EditFormFile(Place).MeasurementOf("openai/big"));
    }

    [Fact]
    public async Task Who_only_plans_is_not_measured()
    {
        var models = Small();

        await RunAsync(models, isPlan: true);

        Assert.Single(models.Questions);
    }

    [Fact]
    public async Task Who_goes_away_meanwhile_does_the_task_all_the_same_and_is_measured_before_the_next()
    {
        var models = new ScriptedModels(Schooled()).Fails("local/small").Answers("local/small", Done).Answers("local/small", Done);

        var result = await RunAsync(models);
        models.Knows = question => Solve(question, static _ => true);
        await RunAsync(models);

        Assert.Equal("Done.", result.Outcome.Summary);
        Assert.Equal(2 + EditExercises.All.Count + 1, models.Questions.Count);
    }

    [Fact]
    public async Task Whoever_cancels_it_is_not_kept_waiting_for_it_again()
    {
        using var cancel = new CancellationTokenSource();
        var models = Small();
        models.Knows = question =>
        {
            if (models.Questions.Count == 4)
            {
                cancel.Cancel();
            }

            return Solve(question, static _ => true);
        };

        var cancelled = await RunAsync(models, cancellationToken: cancel.Token);
        await RunAsync(models);

        Assert.Equal(AgentEndReason.Cancelled, cancelled.Outcome.End.Reason);
        Assert.Equal(5, models.Questions.Count);
        Assert.Equal((EditMeasurementEnd.Cancelled, 3), (new EditFormFile(Place).MeasurementOf("local/small")!.End, new EditFormFile(Place).Of("local/small").Sum(count => count.Tried)));
    }

    [Fact]
    public async Task An_answer_of_nonsense_counts_as_an_edit_that_did_not_fit()
    {
        var models = Small();
        models.Knows = static question => ExerciseOf(question) is null ? null : "I would rather not.";

        await RunAsync(models);

        Assert.All(new EditFormFile(Place).Of("local/small"), count => Assert.Equal((3, 0), (count.Tried, count.Fitted)));
    }

    private static ScriptedModels Small() => new ScriptedModels(Schooled()).Answers("local/small", Done);

    private static RoutableModel Schooled()
    {
        var local = ScriptedModels.Local(16_000);
        return local with { IsOwn = true, Card = local.Card with { JsonSchema = Yes() } };
    }

    private static Fact<bool> Yes() => new(Value: true, "made up", new DateOnly(2026, 11, 1));

    private Task<DelegationResult> RunAsync(ScriptedModels models, bool isPlan = false, CancellationToken? cancellationToken = null) =>
        new Delegation(models, new MemoryHands(), _user, _audience, new EditFormFile(Place), TimeProvider.System).RunAsync(
            new DelegationWish("Do nothing.", isPlan, AssistDirections.None, Checks: [], Steps: 5, MostDollars: null), _folder.Root, cancellationToken ?? TestContext.Current.CancellationToken);

    private static EditExercise? ExerciseOf(string question) => EditExercises.All.SingleOrDefault(exercise =>
        exercise.Question.SelectMany(message => message.AllParts).All(part => question.Contains(part.Text, StringComparison.Ordinal)));

    /// <summary>What somebody answers who makes a change rightly in some forms, and in the others leaves a line out of what is quoted or written.</summary>
    private static string? Solve(string question, Func<EditForm, bool> isGoodAt)
    {
        if (ExerciseOf(question) is not { } exercise)
        {
            return null;
        }

        var edit = Answers.To(exercise, isRight: isGoodAt(exercise.Form));
        return $$$"""{"thought":"t","call":{"tool":"edit","edits":[{{{JsonSerializer.Serialize(edit)}}}]}}""";
    }

    private static class Answers
    {
        public static Dictionary<string, object> To(EditExercise exercise, bool isRight)
        {
            var (before, after) = (Lines(exercise.Before), Lines(exercise.After));
            var edit = new Dictionary<string, object>(StringComparer.Ordinal) { ["path"] = exercise.Path };
            switch (exercise.Form)
            {
                case EditForm.Whole:
                    edit["kind"] = "whole";
                    edit["text"] = isRight ? after : after[1..];
                    break;
                case EditForm.Replace:
                    // From the first line to the last is unique for certain.
                    edit["kind"] = "replace";
                    edit["search"] = isRight ? before : before.Append("}").ToArray();
                    edit["text"] = after;
                    break;
                default:
                    edit["kind"] = "member";
                    edit["symbol"] = isRight ? Symbol(exercise) : "Nobody.Nothing";
                    edit["text"] = Member(after, Symbol(exercise));
                    break;
            }

            return edit;
        }

        private static string Symbol(EditExercise exercise) => exercise.Wish["In ".Length..exercise.Wish.IndexOf(',', StringComparison.Ordinal)];

        // From its first line to the bracket below it.
        private static string[] Member(string[] lines, string symbol)
        {
            var begin = Array.FindIndex(lines, line => line.Contains($" {symbol[(symbol.IndexOf('.', StringComparison.Ordinal) + 1)..]}(", StringComparison.Ordinal));
            var indentation = lines[begin][..^lines[begin].TrimStart().Length];
            var end = Array.FindIndex(lines, begin, line => string.Equals(line, indentation + "}", StringComparison.Ordinal));
            return lines[begin..(end + 1)];
        }

        private static string[] Lines(string text) => text.TrimEnd('\n').Split('\n');
    }
}
