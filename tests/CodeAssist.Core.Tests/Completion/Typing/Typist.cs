using CodeAssist.Core.Completion;
using CodeAssist.Core.Completion.Gating;
using CodeAssist.Core.Completion.Typing;
using CodeAssist.Core.Text;
using CodeAssist.TestSupport;

namespace CodeAssist.Core.Tests.Completion.Typing;

/// <summary>Somebody who types into one document, as an editor tells of it.</summary>
internal sealed class Typist
{
    public const string Document = "file:///somewhere/Sample.cs";

    private readonly TypingCompletions _typing;

    /// <param name="marked">The document, in which <c>$0</c> marks the caret.</param>
    /// <param name="typing">Whom it is told.</param>
    public Typist(string marked, TypingCompletions typing)
        : this(marked[..marked.IndexOf("$0", StringComparison.Ordinal)], marked[(marked.IndexOf("$0", StringComparison.Ordinal) + 2)..], typing)
    {
    }

    public Typist(string before, string after, TypingCompletions typing)
    {
        _typing = typing;
        Caret = before.Length;
        Text = before + after;
    }

    public string Text { get; private set; }

    public int Caret { get; private set; }

    public CompletionLimits Limits { get; set; } = CompletionLimits.Default;

    /// <summary>Whether what follows a suggestion is prepared: another question that a test must reckon with.</summary>
    public bool PreparesNext { get; set; }

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
            new TypingQuestion(Document, new CompletionRequest(Path, "sample", Language, Text, Caret, trigger), CompletionGate.Default, Limits) { PreparesNext = PreparesNext },
            cancellationToken ?? TestContext.Current.CancellationToken);

    /// <summary>The caret stays where it is, and nothing is asked.</summary>
    public void Rest() => _typing.Rest(
        new TypingQuestion(Document, new CompletionRequest(Path, "sample", Language, Text, Caret, CompletionTrigger.Automatic), CompletionGate.Default, Limits) { PreparesNext = PreparesNext });

    /// <summary>The caret goes elsewhere.</summary>
    public void MoveTo(int caret) => Caret = caret;

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
