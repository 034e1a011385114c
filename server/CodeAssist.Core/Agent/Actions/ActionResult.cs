using CodeAssist.Core.Privacy.Gate;

namespace CodeAssist.Core.Agent.Actions;

/// <summary>What became of an action.</summary>
public abstract record ActionResult
{
    private ActionResult()
    {
    }

    /// <summary>For the model: what it wanted to know, or what happened, each piece with where it comes from. Short enough for a prompt.</summary>
    public IReadOnlyList<PayloadPart> Parts { get; init; } = [];

    public string Text => string.Concat(Parts.Select(part => part.Text));

    /// <summary>It was done. A command that ran is done, whatever its exit code.</summary>
    public sealed record Done : ActionResult
    {
        /// <summary>The files that are not what they were, relative to the root; empty for none. Of a command, those that it is known to have changed.</summary>
        public IReadOnlyList<string> Changed { get; init; } = [];

        /// <summary>What it changed, as <c>git apply</c> reads it; empty for nothing.</summary>
        public string Diff { get; init; } = "";

        /// <summary>Of a command that ran: how it ended.</summary>
        public CommandEnd? Command { get; init; }
    }

    /// <summary>It could not be done, and nothing has changed: no such file, a text that stands there twice, a file that is no longer what was read. <see cref="Parts"/> say why, with the nearest lines.</summary>
    public sealed record Failed : ActionResult
    {
        /// <summary>Of an edit: indices of the blocks that did not fit; the others would have.</summary>
        public IReadOnlyList<int> FailedBlocks { get; init; } = [];
    }

    /// <summary>A rule forbids it, whoever would allow it.</summary>
    /// <param name="Why">One sentence that names the rule.</param>
    public sealed record Refused(string Why) : ActionResult;

    /// <summary>The user has to allow it first. Nothing has happened yet.</summary>
    public sealed record NeedsApproval(ApprovalRequest Request) : ActionResult;
}
