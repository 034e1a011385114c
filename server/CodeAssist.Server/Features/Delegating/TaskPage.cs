using System.Globalization;
using CodeAssist.Core.Agent;
using CodeAssist.Core.Agent.Actions;
using CodeAssist.Core.Agent.Models;
using CodeAssist.Core.Spending;
using CodeAssist.Server.Delegating.Output;
using CodeAssist.Server.Features.Dialogs;

namespace CodeAssist.Server.Features.Delegating;

/// <summary>A task as a page: the goal, who did it, what the checks said, the whole difference, and every step with what came of it and its cost.</summary>
internal static class TaskPage
{
    /// <summary>Of what came of one call; the difference of the whole task is shown in full.</summary>
    private const int MostShown = 4_000;

    /// <summary>As long as it is at work.</summary>
    /// <param name="goal">What is wanted.</param>
    /// <param name="transcript">What has happened until now.</param>
    /// <param name="doing">What is about to be done; empty where the model is thinking.</param>
    /// <param name="question">What waits for the user's word; null for nothing.</param>
    public static string Of(string goal, IReadOnlyList<TranscriptEntry> transcript, string doing, PageQuestion? question = null)
    {
        var page = new PageBody("Task", goal);
        if (question is not null)
        {
            page.Question(question);
        }

        page.Section("State", doing.Length > 0 ? $"At work: {doing}." : "At work: the model is asked.");
        Steps(page, transcript);
        Checks(page, transcript);
        return Document(page.Note("To end it: CodeAssist: Cancel the Task, or a click on its line in the status bar. What was done until then is shown."));
    }

    /// <summary>At its end: what is to be decided about first, then how it came about.</summary>
    /// <param name="goal">What was wanted.</param>
    /// <param name="transcript">What happened.</param>
    /// <param name="end">How it ended.</param>
    /// <param name="summary">The model's last word; empty for none.</param>
    /// <param name="changes">What is different from before.</param>
    /// <param name="question">What waits for the user's word; null for nothing.</param>
    public static string Of(string goal, IReadOnlyList<TranscriptEntry> transcript, AgentEnd end, string summary, IReadOnlyList<FileDifference> changes, PageQuestion? question = null)
    {
        var page = new PageBody("Task", goal);
        if (question is not null)
        {
            page.Question(question);
        }

        page.Section("State", end.Sentence, AgentSentences.Of(AgentOutcome.SpentIn(transcript)) + ".");
        if (summary.Length > 0)
        {
            page.Html($"<pre>{PageDocument.Text(summary)}</pre>\n");
        }

        Checks(page, transcript);
        foreach (var change in changes)
        {
            page.Section(change.OldPath is { } old ? $"{old} → {change.Path}" : change.Path).Diff(change.Diff);
        }

        Steps(page, transcript);
        return Document(page.Note(changes.Count > 0 ? "Before each change the state of the files was kept: Undo the Last Task makes them what they were." : "No file is different from before."));
    }

    private static string Document(PageBody page) => PageDocument.Of("CodeAssist: task", page.ToString());

    private static void Checks(PageBody page, IReadOnlyList<TranscriptEntry> transcript)
    {
        foreach (var check in transcript.OfType<TranscriptEntry.Checked>())
        {
            page.Section(check.IsSound ? "Checked" : "The checks object").Html($"<pre>{PageDocument.Text(check.Text)}</pre>\n");
        }
    }

    private static void Steps(PageBody page, IReadOnlyList<TranscriptEntry> transcript)
    {
        page.Section("Steps", [.. transcript.OfType<TranscriptEntry.Chosen>().Select(chosen => chosen.Sentence)]);
        if (!transcript.Any(entry => Row(entry) is not null))
        {
            return;
        }

        page.Table(["Step", "What", "Model"], ["Tokens", "Cost"], transcript.Select(Row).OfType<string[]>());
        foreach (var step in transcript.OfType<TranscriptEntry.Step>())
        {
            foreach (var call in step.Calls)
            {
                Fold(page, string.Create(CultureInfo.InvariantCulture, $"Step {step.Number}, {AgentSentences.Of(call)}: what came of it"), call.Text.Trim());
                Fold(page, string.Create(CultureInfo.InvariantCulture, $"What step {step.Number} changed: {string.Join(", ", call.Changed)}"), call.Diff);
            }
        }
    }

    private static void Fold(PageBody page, string title, string text)
    {
        if (text.Length > 0)
        {
            page.Html($"<details><summary>{PageDocument.Text(title)}</summary><pre>{PageDocument.Text(text.Length <= MostShown ? text : text[..MostShown] + " …")}</pre></details>\n");
        }
    }

    // Null for what is told elsewhere on the page.
    private static string[]? Row(TranscriptEntry entry) => entry switch
    {
        TranscriptEntry.Step step => Row(
            step.Number.ToString(CultureInfo.InvariantCulture), $"{step.Text} {string.Join("; ", step.Calls.Select(AgentSentences.Of))}".Trim(), step.Model, step.Spent),
        TranscriptEntry.Errand errand => Row("errand", $"{errand.Question} → {errand.Answer} ({string.Join("; ", errand.Calls.Select(AgentSentences.Of))})", errand.Model, errand.Spent),
        TranscriptEntry.Compacted compacted => Row("summary", AgentSentences.WordsOf(compacted), compacted.Model ?? "", compacted.Spent),
        TranscriptEntry.RolledBack back => Row("", $"Taken back: {string.Join(", ", back.Paths)}", "", ModelSpending.None),
        _ => null,
    };

    private static string[] Row(string step, string what, string model, ModelSpending spent) =>
    [
        step,
        what,
        model,
        (spent.Tokens.Input + spent.Tokens.Output).ToString("N0", CultureInfo.InvariantCulture),
        spent.Dollars is { } dollars ? SpendSentences.Dollars(dollars) : "?",
    ];
}
