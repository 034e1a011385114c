using CodeAssist.Lsp.Dispatch;
using CodeAssist.Lsp.Protocol;
using CodeAssist.Server.Features.Assist;
using CodeAssist.Server.Features.Review;
using CodeAssist.Server.Session;

namespace CodeAssist.Server.Features.Commands;

/// <summary><c>textDocument/codeAction</c>: everything that can be done with the lines in front of the user.</summary>
/// <param name="review">What the last review offers.</param>
/// <param name="rest">Is told where the caret rests: editors that show a light bulb ask at every place where it does. Returns at once.</param>
internal sealed class CodeActionQuery(ReviewActions review, Action<SessionSnapshot, string, LspPosition> rest) : IQuery<SessionSnapshot, CodeActionParams, IReadOnlyList<CodeAction>>
{
    public Task<IReadOnlyList<CodeAction>> AnswerAsync(SessionSnapshot snapshot, CodeActionParams parameters, CancellationToken cancellationToken)
    {
        if (parameters.Range.Start == parameters.Range.End)
        {
            rest(snapshot, parameters.TextDocument.Uri, parameters.Range.Start);
        }

        return Task.FromResult<IReadOnlyList<CodeAction>>([.. review.For(snapshot, parameters), .. AssistActions.For(parameters)]);
    }
}
