using CodeAssist.Lsp.Dispatch;
using CodeAssist.Lsp.Protocol;
using CodeAssist.Server.Features.Assist;
using CodeAssist.Server.Features.Review;
using CodeAssist.Server.Session;

namespace CodeAssist.Server.Features.Commands;

/// <summary><c>textDocument/codeAction</c>: everything that can be done with the lines in front of the user.</summary>
internal sealed class CodeActionQuery(ReviewActions review) : IQuery<SessionSnapshot, CodeActionParams, IReadOnlyList<CodeAction>>
{
    public Task<IReadOnlyList<CodeAction>> AnswerAsync(SessionSnapshot snapshot, CodeActionParams parameters, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<CodeAction>>([.. review.For(snapshot, parameters), .. AssistActions.For(parameters)]);
}
