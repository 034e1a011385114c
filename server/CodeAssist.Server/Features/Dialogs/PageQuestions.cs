using System.Collections.Concurrent;
using System.Text.Json;
using CodeAssist.Lsp;

namespace CodeAssist.Server.Features.Dialogs;

/// <summary>Asks the user by a message and, in editors whose pages have links, on a page as well: the first answer counts, and closes the question in both places. Thread-safe.</summary>
/// <param name="editor">The editor.</param>
internal sealed class PageQuestions(LspClient editor)
{
    /// <summary>Nobody who has not answered after so long is still there.</summary>
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<string, PageQuestion> _open = new(StringComparer.Ordinal);

    /// <param name="asked">The question. What a message has no room for stands on the page alone.</param>
    /// <param name="view">The page on which it stands.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>One of the answers; null when the user gave none, or none in time.</returns>
    public async Task<string?> AskAsync(AskedQuestion asked, IQuestionView view, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(_patience);
        try
        {
            return editor.Capabilities.CanAnswerOnPages
                ? await AskInBothAsync(asked, view, patience.Token)
                : await editor.AskAsync(asked.Message, asked.Answers, patience.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <summary>Takes the answer of a click on a page.</summary>
    /// <param name="arguments">Id of the question, and index of the answer.</param>
    /// <returns>A sentence for the user; null where the answer counts.</returns>
    public string? Answer(IReadOnlyList<JsonElement>? arguments) =>
        arguments is [{ ValueKind: JsonValueKind.String } id, var index, ..] && _open.TryGetValue(id.GetString()!, out var question) && question.TryAnswer(index)
            ? null
            : "That was answered already, or nobody waits for it any more.";

    private async Task<string?> AskInBothAsync(AskedQuestion asked, IQuestionView view, CancellationToken cancellationToken)
    {
        using var question = new PageQuestion(asked.Message, asked.Details, asked.PageAnswers, gone => _open.TryRemove(gone.Id, out _));
        _open[question.Id] = question;
        view.Show(question);
        try
        {
            using var message = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var byMessage = editor.AskAsync(asked.Message, asked.Answers, message.Token);
            if (await Task.WhenAny((Task)byMessage, question.Answer) == byMessage)
            {
                var answer = await byMessage;
                if (answer is not null || asked.EndsWithMessage)
                {
                    return answer;
                }

                // Whoever closes a message has not said no: the page has the question still.
                await view.RaiseAsync(question, cancellationToken);
                return await question.Answer.WaitAsync(cancellationToken);
            }

            await message.CancelAsync();
            await ((Task)byMessage).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return await question.Answer;
        }
        finally
        {
            view.Show(question: null);
        }
    }
}
