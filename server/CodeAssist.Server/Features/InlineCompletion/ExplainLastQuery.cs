using CodeAssist.Lsp.Dispatch;
using CodeAssist.Lsp.Protocol;
using CodeAssist.Server.Session;

namespace CodeAssist.Server.Features.InlineCompletion;

/// <summary><c>codeassist/explainLast</c>: for programs what the command of the same name is for people.</summary>
internal sealed class ExplainLastQuery(LastCompletion last) : IQuery<SessionSnapshot, ExplainLastParams, ExplainLastResult>
{
    public Task<ExplainLastResult> AnswerAsync(SessionSnapshot snapshot, ExplainLastParams parameters, CancellationToken cancellationToken) =>
        Task.FromResult(last.Explain());
}
