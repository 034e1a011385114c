using CodeAssist.Core.Review.Changes;

namespace CodeAssist.Core.Agent.Actions;

/// <summary>
/// Everything that a model can do in a task. The set is closed: nothing adds to it at run time. Paths are as the model wrote them, meant relative to the task's
/// root with forward slashes; whoever carries an action out checks them.
/// </summary>
public abstract record AgentAction
{
    private AgentAction()
    {
    }

    /// <summary>Whether it only looks: it changes nothing, starts nothing and asks nobody.</summary>
    public bool OnlyLooks => this is Read or List or Search or Outline or References or Diagnostics or GitRead;

    /// <param name="Path">The file.</param>
    /// <param name="Lines">Which of its lines, from zero; null for all, as far as one answer may be long.</param>
    public sealed record Read(string Path, LineSpan? Lines) : AgentAction;

    /// <param name="Folder">Empty for the root.</param>
    public sealed record List(string Folder) : AgentAction;

    /// <param name="Pattern">What is looked for, in lines.</param>
    /// <param name="IsRegex">Whether it is a regular expression rather than a text.</param>
    /// <param name="Folder">Where; empty for everywhere.</param>
    public sealed record Search(string Pattern, bool IsRegex, string Folder) : AgentAction;

    /// <summary>The members of a file.</summary>
    public sealed record Outline(string Path) : AgentAction;

    /// <summary>Where a symbol is used.</summary>
    /// <param name="Symbol">Its name, qualified as far as needed: <c>Cart.Add</c>.</param>
    public sealed record References(string Symbol) : AgentAction;

    /// <summary>What compiler and analyzers say.</summary>
    /// <param name="Path">Of which file; null for all that the task has changed.</param>
    public sealed record Diagnostics(string? Path) : AgentAction;

    /// <summary>Changes files: all blocks or none.</summary>
    public sealed record Edit(IReadOnlyList<EditBlock> Blocks) : AgentAction;

    /// <summary>Runs a command. There is no shell.</summary>
    /// <param name="Arguments">The program and its arguments, at least one.</param>
    /// <param name="Folder">Where it starts; empty for the root.</param>
    public sealed record Run(IReadOnlyList<string> Arguments, string Folder) : AgentAction
    {
        /// <summary>Whether it has to reach the network, as what restores packages has. Asked for each command, and refused where nothing may leave.</summary>
        public bool WantsNetwork { get; init; }
    }

    /// <summary>Asks Git what it knows; changes nothing.</summary>
    /// <param name="Verb">One of those that only read: <c>status</c>, <c>diff</c>, <c>log</c>, <c>show</c>, <c>blame</c>, <c>ls-files</c>.</param>
    /// <param name="Arguments">After the verb.</param>
    public sealed record GitRead(string Verb, IReadOnlyList<string> Arguments) : AgentAction;

    /// <summary>Has a model of this machine find something out. The loop's own; no hand is needed.</summary>
    public sealed record FindOut(string Question) : AgentAction;

    /// <summary>Says that the goal is reached, or that it cannot be. The loop's own; no hand is needed.</summary>
    /// <param name="Summary">For the user.</param>
    public sealed record Finish(string Summary) : AgentAction;

    /// <summary>Asks the user. The loop's own; no hand is needed.</summary>
    public sealed record AskUser(string Question) : AgentAction;
}
