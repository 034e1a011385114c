using System.Globalization;
using CodeAssist.Core.Agent;
using CodeAssist.Core.Agent.Actions;
using CodeAssist.Core.Spending;
using CodeAssist.Server.Delegating.Output;
using CodeAssist.Server.Features.Dialogs;

namespace CodeAssist.Server.Features.Delegating;

/// <summary>A task as a page: the goal, who did it, every step with its cost, what the checks said, and the whole difference.</summary>
internal static class TaskPage
{
    /// <summary>As long as it is at work.</summary>
    /// <param name="goal">What is wanted.</param>
    /// <param name="transcript">What has happened until now.</param>
    /// <param name="doing">What is about to be done; empty where the model is thinking.</param>
    public static string Of(string goal, IReadOnlyList<TranscriptEntry> transcript, string doing)
    {
        var page = new PageBody("Task", goal);
        page.Section("State", doing.Length > 0 ? $"At work: {doing}." : "At work: the model is asked.");
        Happened(page, transcript);
        return Document(page.Note("Cancel it in the progress notification; what was done until then is shown."));
    }

    /// <param name="goal">What was wanted.</param>
    /// <param name="transcript">What happened.</param>
    /// <param name="end">How it ended.</param>
    /// <param name="summary">The model's last word; empty for none.</param>
    /// <param name="changes">What is different from before.</param>
    public static string Of(string goal, IReadOnlyList<TranscriptEntry> transcript, AgentEnd end, string summary, IReadOnlyList<FileDifference> changes)
    {
        var page = new PageBody("Task", goal);
        page.Section("State", end.Sentence);
        if (summary.Length > 0)
        {
            page.Html($"<pre>{PageDocument.Text(summary)}</pre>\n");
        }

        Happened(page, transcript);
        foreach (var change in changes)
        {
            page.Section(change.OldPath is { } old ? $"{old} → {change.Path}" : change.Path)
                .Html($"<div class=\"wide\"><pre>{PageDocument.Text(change.Diff)}</pre></div>\n");
        }

        return Document(page.Note("Before each change the state of the files was kept: Undo Task makes them what they were."));
    }

    private static string Document(PageBody page) => PageDocument.Of("CodeAssist: task", page.ToString());

    private static void Happened(PageBody page, IReadOnlyList<TranscriptEntry> transcript)
    {
        Steps(page, transcript);
        foreach (var check in transcript.OfType<TranscriptEntry.Checked>())
        {
            page.Section(check.IsSound ? "Checked" : "The checks object").Html($"<pre>{PageDocument.Text(check.Text)}</pre>\n");
        }
    }

    private static void Steps(PageBody page, IReadOnlyList<TranscriptEntry> transcript)
    {
        page.Section("Steps", [.. transcript.OfType<TranscriptEntry.Chosen>().Select(chosen => chosen.Sentence)]);
        page.Table(["Step", "What", "Model"], ["Tokens", "Cost"], transcript.OfType<TranscriptEntry.Step>().Select(Row));
        foreach (var step in transcript.OfType<TranscriptEntry.Step>())
        {
            foreach (var call in step.Calls.Where(call => call.Diff.Length > 0))
            {
                page.Html(string.Create(
                    CultureInfo.InvariantCulture,
                    $"<details><summary>What step {step.Number} changed: {PageDocument.Text(string.Join(", ", call.Changed))}</summary><pre>{PageDocument.Text(call.Diff)}</pre></details>\n"));
            }
        }
    }

    private static string[] Row(TranscriptEntry.Step step) =>
    [
        step.Number.ToString(CultureInfo.InvariantCulture),
        string.Join("; ", step.Calls.Select(AgentSentences.Of).Prepend(step.Text).Where(text => text.Length > 0)),
        step.Model,
        (step.Spent.Tokens.Input + step.Spent.Tokens.Output).ToString("N0", CultureInfo.InvariantCulture),
        step.Spent.Dollars is { } dollars ? SpendSentences.Dollars(dollars) : "?",
    ];
}
