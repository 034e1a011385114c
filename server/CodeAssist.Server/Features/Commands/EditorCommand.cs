namespace CodeAssist.Server.Features.Commands;

/// <summary>Names of the commands that any editor can run with <c>workspace/executeCommand</c>.</summary>
internal static class EditorCommand
{
    /// <summary>Sent along with each suggestion; editors run it once the suggestion is in the text.</summary>
    public const string Accepted = "codeassist.accepted";

    public const string Snooze = "codeassist.snooze";
    public const string Resume = "codeassist.resume";
    public const string ToggleLocalOnly = "codeassist.toggleLocalOnly";
    public const string TogglePrivate = "codeassist.togglePrivate";
    public const string ExplainLast = "codeassist.explainLast";

    /// <summary>Reviews a change; the argument says which, the answer is the report.</summary>
    public const string Review = "codeassist.review";

    /// <summary>Does not show a finding again; the argument says which, how far and why.</summary>
    public const string DismissFinding = "codeassist.dismissFinding";

    /// <summary>Says what lines of a document do; the argument says which, the answer is a report.</summary>
    public const string Explain = "codeassist.explain";

    /// <summary>Changes lines of a document; the argument says which and how, the answer is a report.</summary>
    public const string Fix = "codeassist.fix";

    /// <summary>Has the user choose what to do; the argument says what is in front of the user, the answer is a command for the editor to run.</summary>
    public const string Menu = "codeassist.menu";

    /// <summary>Shows what was asked of whom and what it cost.</summary>
    public const string ShowUsage = "codeassist.showUsage";

    /// <summary>Shows who would be asked and why, who was, and what is left to spend; the argument says about what.</summary>
    public const string ShowRouting = "codeassist.showRouting";

    /// <summary>Answers with the environment variables that may hold keys of the user's own providers.</summary>
    public const string KeyVariables = "codeassist.keyVariables";

    /// <summary>Has the user choose among the models on this machine.</summary>
    public const string PickModel = "codeassist.pickModel";

    /// <summary>Reaches a goal in many steps; the argument says which and where, the answer is a report.</summary>
    public const string Delegate = "codeassist.delegate";

    /// <summary>Ends the task that is at work; what it did until then is shown.</summary>
    public const string CancelTask = "codeassist.cancelTask";

    /// <summary>Makes the files of the last task what they were before it.</summary>
    public const string UndoTask = "codeassist.undoTask";

    /// <summary>Answers a question that stands on a page; the arguments say which question, and which of its answers.</summary>
    public const string Answer = "codeassist.answer";

    public static IReadOnlyList<string> All { get; } =
        [Accepted, Snooze, Resume, ToggleLocalOnly, TogglePrivate, ExplainLast, Review, DismissFinding, Explain, Fix, Menu, ShowUsage, ShowRouting, KeyVariables, PickModel, Delegate, CancelTask, UndoTask, Answer];
}
