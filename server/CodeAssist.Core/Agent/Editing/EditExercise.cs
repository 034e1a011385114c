using CodeAssist.Core.Agent.Actions;
using CodeAssist.Core.Agent.Edits;
using CodeAssist.Core.Agent.Models;

namespace CodeAssist.Core.Agent.Editing;

/// <summary>One small change to a file that does not exist, which a model is asked to make in one form. Made up: nothing of it is anybody's code.</summary>
/// <param name="Form">In which form.</param>
/// <param name="Path">What the file is called.</param>
/// <param name="Before">Its text.</param>
/// <param name="Wish">What is to be changed, so that only one text can come of it.</param>
/// <param name="After">That text.</param>
public sealed record EditExercise(EditForm Form, string Path, string Before, string Wish, string After)
{
    private const string Order =
        """
        You are shown a file and one change to it. Make that change with one call of the tool edit, whose edits are of the kind that is named, and call nothing else. The file is as it is shown:
        it need not be read. Change what is asked for and nothing else: no other line, no comment, no blank.

        """;

    /// <summary>What a model is told.</summary>
    public IReadOnlyList<AgentMessage> Question =>
    [
        new AgentMessage.Order([AgentPrompts.Own(Order)]),
        new AgentMessage.Told([AgentPrompts.Own($"The file {Path}:\n{Before}\nThe change: {Wish}\nMake it by edits of the kind \"{Kind}\".\n")]),
    ];

    // As the tool calls it.
    private string Kind => Form switch
    {
        EditForm.Member => "member",
        EditForm.Whole => "whole",
        _ => "replace",
    };

    /// <summary>Whether an answer makes the change, in the form that was asked for, to the letter.</summary>
    /// <param name="turn">The answer.</param>
    /// <param name="planner">What carries edits out in a task.</param>
    public bool IsSolvedBy(ModelTurn turn, EditPlanner planner)
    {
        // Whoever says in the same breath that it is done has done it all the same.
        if (turn is not ModelTurn.Said { IsRepeating: false, Calls: [{ Action: AgentAction.Edit { Blocks: var blocks } }, ..] } said
            || !said.Calls.Skip(1).All(call => call.Action is AgentAction.Finish) || !blocks.All(block => EditForms.Of(block) == Form))
        {
            return false;
        }

        var plan = planner.Plan(
            blocks, path => string.Equals(path.Text, Path, StringComparison.Ordinal) ? new EditSource(Before, Objection: null, WasRead: true) : new EditSource(Text: null, Objection: null, WasRead: false));
        return plan is EditPlan.Ready { Files: [{ After: { } after }] } && string.Equals(after, After, StringComparison.Ordinal);
    }
}
