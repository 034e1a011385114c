using CodeAssist.Core.Completion;
using CodeAssist.Core.Completion.Gating;
using CodeAssist.Core.Completion.Typing;
using CodeAssist.Core.Text;
using CodeAssist.TestSupport;

namespace CodeAssist.Core.Tests.Completion.Typing;

/// <summary>Somebody who types into one document, as an editor tells of it.</summary>
internal sealed class Typist
{
    public const string Document = "file:///work/Sample.cs";

    private readonly TypingCompletions _typing;

    public Typist(string marked, TypingCompletions typing)
    {
        _typing = typing;
        Caret = marked.IndexOf("$0", StringComparison.Ordinal);
        Text = marked.Remove(Caret, 2);
    }

    public string Text { get; private set; }

    public int Caret { get; private set; }

    public CompletionLimits Limits { get; set; } = CompletionLimits.Default;

    public string Path { get; set; } = "src/Sample.cs";

    public string Language { get; set; } = "csharp";

    /// <summary>Types a text in one go; what the editor adds behind the caret comes along.</summary>
    public void Type(string text, string closed = "")
    {
        var edit = new DocumentEdit(Caret, 0, text + closed);
        Text = Text.Insert(Caret, text + closed);
        Caret += text.Length;
        _typing.Changed(Document, Text, [edit]);
    }

    public void Backspace(int count = 1)
    {
        var edit = new DocumentEdit(Caret - count, count, "");
        Text = Text.Remove(Caret - count, count);
        Caret -= count;
        _typing.Changed(Document, Text, [edit]);
    }

    /// <summary>Takes a suggestion as an editor does: in one change.</summary>
    public void Accept(Suggestion suggestion)
    {
        var edit = new DocumentEdit(Caret, suggestion.ReplacedAfterCaret, suggestion.InsertText);
        Text = Text.Remove(Caret, suggestion.ReplacedAfterCaret).Insert(Caret, suggestion.InsertText);
        Caret += suggestion.InsertText.Length;
        _typing.Changed(Document, Text, [edit]);
    }

    public Task<TypingAnswer> AskAsync(CompletionTrigger trigger = CompletionTrigger.Automatic, CancellationToken? cancellationToken = null) =>
        _typing.AnswerAsync(
            new TypingQuestion(Document, new CompletionRequest(Path, "sample", Language, Text, Caret, trigger), CompletionGate.Default, Limits),
            cancellationToken ?? TestContext.Current.CancellationToken);

    /// <summary>Asks and lets the time pass that the question is held back.</summary>
    public async Task<TypingAnswer> AskPatientlyAsync(ManualTime time, CompletionTrigger trigger = CompletionTrigger.Automatic)
    {
        var answer = AskAsync(trigger);
        time.Advance(TimeSpan.FromMilliseconds(400));
        return await answer;
    }

    /// <summary>The text of the one suggestion, or null.</summary>
    public static string? Shown(TypingAnswer answer) => (answer.Outcome as CompletionOutcome.Suggested)?.Best.InsertText;
}
