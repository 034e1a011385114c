using System.Text.Json;
using CodeAssist.Core.Review.Findings;
using CodeAssist.Core.Review.Memory;
using CodeAssist.Core.Text;
using CodeAssist.Lsp.Protocol;
using CodeAssist.Server.Features.Commands;
using CodeAssist.Server.Session;
using CommandCall = CodeAssist.Lsp.Protocol.LspCommand;

namespace CodeAssist.Server.Features.Review;

/// <summary>What can be done about a finding. A fix is offered only while the text is the one that was reviewed.</summary>
internal sealed class ReviewActions(ReviewMarks marks)
{
    private const int TitleLength = 60;

    public IReadOnlyList<CodeAction> For(SessionSnapshot snapshot, CodeActionParams parameters)
    {
        var uri = parameters.TextDocument.Uri;
        var found = marks.Find(uri) is { } file ? file.Findings.Where(finding => Meets(ReviewMarks.Range(finding), parameters.Range)).Select(finding => (File: file, Finding: finding)).ToList() : [];
        var open = (snapshot.Documents.Find(uri) as OpenDocument.Known)?.Snapshot;
        return
        [
            .. found.Select(entry => Fix(uri, entry.File, entry.Finding, open)).OfType<CodeAction>(),
            .. found.SelectMany(entry => Dismissals(entry.Finding)),
            .. found.Count > 0 ? Again() : Enumerable.Empty<CodeAction>(),
        ];
    }

    private static CodeAction? Fix(string uri, ReviewedFile file, Finding finding, DocumentSnapshot? open)
    {
        if (finding.Fix is not { } fix || open is null || !string.Equals(open.Text, file.Text?.Text, StringComparison.Ordinal))
        {
            return null;
        }

        var edits = fix.Edits.Select(edit => new TextEdit(ReviewMarks.Lsp(edit.Range), edit.NewText));
        return new CodeAction(
            fix.Title, CodeActionKind.QuickFix, IsPreferred: true, new WorkspaceEdit([new TextDocumentEdit(new VersionedTextDocumentIdentifier(uri, open.Version), [.. edits])]));
    }

    private static IEnumerable<CodeAction> Dismissals(Finding finding)
    {
        var message = finding.Message.Length > TitleLength ? finding.Message[..TitleLength] + "…" : finding.Message;
        yield return Dismissal($"Dismiss '{message}'", finding, DismissalScope.Finding);
        yield return Dismissal($"Dismiss {finding.Rule.Id} in this file", finding, DismissalScope.File);
        yield return Dismissal($"Dismiss {finding.Rule.Id} everywhere", finding, DismissalScope.Rule);
    }

    private static CodeAction Dismissal(string title, Finding finding, DismissalScope scope)
    {
        var wish = JsonSerializer.SerializeToElement(new DismissWish(finding.Id, scope), ReviewJsonContext.Default.DismissWish);
        return new CodeAction(title, CodeActionKind.QuickFix, Command: new CommandCall(title, EditorCommand.DismissFinding, [wish]));
    }

    private static IEnumerable<CodeAction> Again() =>
        [new CodeAction("Review again", CodeActionKind.QuickFix, Command: new CommandCall("Review again", EditorCommand.Review, []))];

    private static bool Meets(LspRange one, LspRange other) => one.Start.Line <= other.End.Line && other.Start.Line <= one.End.Line;
}
