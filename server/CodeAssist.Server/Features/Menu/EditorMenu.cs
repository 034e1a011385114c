using CodeAssist.Lsp;
using CodeAssist.Lsp.Protocol;
using CodeAssist.Server.Features.Commands;
using CodeAssist.Server.Features.Status;

namespace CodeAssist.Server.Features.Menu;

/// <summary>The menu of the status bar: only what does something now. Whoever asks for it runs the command that was chosen.</summary>
/// <remarks>It is for an editor with an extension of ours, which has commands of its own.</remarks>
internal sealed class EditorMenu(LspClient editor, StatusBoard board)
{
    /// <returns>The command that was chosen; null for none.</returns>
    public Task<string?> ShowAsync(MenuWish wish, CancellationToken cancellationToken)
    {
        var status = board.Shown;
        return editor.PickAsync(new PickParams("CodeAssist", [.. Items(status, wish)], status.Message), cancellationToken);
    }

    /// <param name="status">How everything is.</param>
    /// <param name="wish">What is in front of the user.</param>
    /// <returns>The entries, whose ids are commands.</returns>
    public static IEnumerable<PickItem> Items(StatusParams status, MenuWish wish) =>
    [
        .. status.State is ServerState.Off ? [] : Suggestions(status),
        new(EditorCommand.ExplainLast, "Why was there (no) suggestion?", Group: "Suggestions", Icon: "question"),
        .. Reviews(wish),
        .. Lines(wish),
        .. Privacy(status),
        .. Ours,
    ];

    private static PickItem[] Suggestions(StatusParams status) =>
    [
        new("codeassist.trigger", "Suggest now", Group: "Suggestions", Icon: "sparkle"),
        status.State is ServerState.Paused
            ? new(EditorCommand.Resume, "Resume suggestions", Group: "Suggestions", Icon: "debug-start")
            : new(EditorCommand.Snooze, "Snooze suggestions", Group: "Suggestions", Icon: "debug-pause"),
    ];

    private static IEnumerable<PickItem> Reviews(MenuWish wish)
    {
        const string Group = "Review";
        yield return new("codeassist.reviewChanges", "Review changes", Group: Group, Icon: "checklist");
        yield return new("codeassist.reviewStaged", "Review staged changes", Group: Group, Icon: "checklist");
        yield return new("codeassist.reviewBranch", "Review against a branch…", Group: Group, Icon: "git-branch");
        if (wish.Document)
        {
            yield return new("codeassist.reviewFile", "Review this file", Group: Group, Icon: "file");
        }

        if (wish.Selection)
        {
            yield return new("codeassist.reviewSelection", "Review the selection", Group: Group, Icon: "selection");
        }
    }

    private static IEnumerable<PickItem> Lines(MenuWish wish)
    {
        const string Group = "Ask a model";
        yield return new(EditorCommand.Delegate, "Delegate a task…", Group: Group, Icon: "robot");
        if (wish.Document)
        {
            yield return new(EditorCommand.Explain, "Explain the selection or this file", Group: Group, Icon: "comment");
        }

        if (wish.Selection)
        {
            yield return new(EditorCommand.Fix, "Change the selection…", Group: Group, Icon: "edit");
        }
    }

    private static PickItem[] Privacy(StatusParams status)
    {
        const string Group = "What leaves this machine";
        var local = status.LocalOnly;
        return
        [
            local is { Chosen: true }
                ? new(EditorCommand.ToggleLocalOnly, "Switch local-only off", Detail: local.Message, Group: Group, Icon: "unlock")
                : new(EditorCommand.ToggleLocalOnly, "Switch local-only on", Detail: local?.Message, Group: Group, Icon: "lock"),
            local is { Private: true }
                ? new(EditorCommand.TogglePrivate, "This repository is no longer private", Group: Group, Icon: "unlock")
                : new(EditorCommand.TogglePrivate, "Keep this repository on this machine", Group: Group, Icon: "lock"),
            new("codeassist.showRouting", "Who would be asked?", Group: Group, Icon: "milestone"),
            new("codeassist.showUsage", "Usage and costs", Group: Group, Icon: "graph"),
            new("codeassist.setKey", "Set an API key…", Group: Group, Icon: "key"),
        ];
    }

    private static PickItem[] Ours { get; } =
    [
        new(EditorCommand.PickModel, "Choose a model…", Group: "CodeAssist", Icon: "chip"),
        new("codeassist.doctor", "Run doctor", Group: "CodeAssist", Icon: "pulse"),
        new("codeassist.openLog", "Open log", Group: "CodeAssist", Icon: "output"),
        new("codeassist.openWalkthrough", "Walkthrough", Group: "CodeAssist", Icon: "book"),
        new("codeassist.openSettings", "Settings", Group: "CodeAssist", Icon: "gear"),
        new("codeassist.restart", "Restart the language server", Group: "CodeAssist", Icon: "debug-restart"),
    ];
}
