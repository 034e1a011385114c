using CodeAssist.Core.Assist;
using CodeAssist.Core.Routing;
using CodeAssist.Core.Spending;
using CodeAssist.Lsp;
using CodeAssist.Server.Assisting;
using CodeAssist.Server.Assisting.Output;
using CodeAssist.Server.Features.Dialogs;

namespace CodeAssist.Server.Features.Assist;

/// <summary>The user of an editor: follows the answer in a document, and is asked before anybody who costs money is.</summary>
/// <param name="editor">The editor.</param>
/// <param name="progress">Shown while the task runs.</param>
/// <param name="answer">Where the answer is written; null where it is no text to read.</param>
/// <param name="preview">Where what would be sent is written, when the user wants to see it.</param>
/// <param name="begun">Told who is at work.</param>
internal sealed class EditorAudience(LspClient editor, WorkDoneProgress progress, ShownAnswer? answer, Func<ShownAnswer> preview, Action<Route.Run> begun) : IAssistAudience
{
    /// <summary>Nobody who has not answered after so long is still there.</summary>
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(10);

    private const string Look = "Show what is sent";
    private const string No = "Stay on this machine";

    private SafeMarkdown _safe = new();
    private bool _isShown;
    private int _letters;

    public string Name => "the user, in an editor";

    /// <summary>How a question is put, where a message alone will not do.</summary>
    public Func<AskedQuestion, CancellationToken, Task<string?>>? Put { get; init; }

    public void Decided(RouteDecision decision, Route.Run run)
    {
        begun(run);
        progress.Report(decision.Route is Route.Ask ? $"{run.Model.Id}, as you allowed." : RouteSentences.Of(decision), 0);
    }

    public void Write(string piece)
    {
        _letters += piece.Length;
        progress.Report(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{_letters} characters"), 0);
        if (answer is null)
        {
            return;
        }

        answer.Add(_safe.Add(piece));
        if (!_isShown)
        {
            _isShown = true;
            _ = answer.ShowAsync(CancellationToken.None);
        }
    }

    public void StartAgain(string why)
    {
        progress.Report(why, 0);
        (_safe, _letters) = (new SafeMarkdown(), 0);
        answer?.Clear();
    }

    public void Progress(int answered, int questions) =>
        progress.Report(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{answered + 1} of {questions} questions"), (double)answered / questions);

    /// <summary>The last words of the answer, and what it took.</summary>
    public async Task EndAsync(string account, CancellationToken cancellationToken)
    {
        if (answer is not null)
        {
            answer.Add($"{_safe.End()}\n\n---\n{account}\n");
            await answer.ShowAsync(cancellationToken);
            _ = answer.SettleAsync(CancellationToken.None);
        }
    }

    public async Task<bool> AllowAsync(RouteDecision decision, Route.Ask ask, AssistQuestion question, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(_patience);
        var yes = $"Ask it, for at most {SpendSentences.AtMost(ask.Wanted.MostDollars)}";
        var isSeen = false;
        try
        {
            while (true)
            {
                var asked = new AskedQuestion(Question(decision, ask), isSeen ? [yes, No] : [yes, Look, No]);
                var word = await (Put is null ? editor.AskAsync(asked.Message, asked.Answers, patience.Token) : Put(asked, patience.Token));
                if (word is not Look)
                {
                    return string.Equals(word, yes, StringComparison.Ordinal);
                }

                isSeen = true;
                var shown = preview();
                var sent = SentQuestion.Of(question);
                shown.Add(SafeMarkdown.Of(
                    sent.Refusal is null ? string.Concat(sent.Turns.Select(turn => $"## {turn.Speaker}\n\n~~~~~~\n{turn.Text}\n~~~~~~\n\n")) : $"{sent.Text}\n"));
                await shown.ShowAsync(patience.Token);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    private static string Question(RouteDecision decision, Route.Ask ask) =>
        $"{RouteSentences.OfWanted(decision, ask)} Secrets are taken out before it is sent. If not, {(ask.Otherwise is Route.Run run ? $"{run.Model.Id} does it." : "nobody does it.")}";
}
