using System.Text.Json;
using CodeAssist.Lsp.Protocol;
using CodeAssist.Server.Features.Commands;
using CommandCall = CodeAssist.Lsp.Protocol.LspCommand;

namespace CodeAssist.Server.Features.Assist;

/// <summary>What a model can do with lines that are selected, or that somebody has marked.</summary>
internal static class AssistActions
{
    private const int TitleLength = 50;

    public static IEnumerable<CodeAction> For(CodeActionParams parameters)
    {
        var uri = parameters.TextDocument.Uri;
        foreach (var marked in parameters.Context?.Diagnostics ?? [])
        {
            var message = marked.Message.Length > TitleLength ? marked.Message[..TitleLength] + "…" : marked.Message;
            var wish = new AssistWish(uri, marked.Range, Problems: [marked.Message]);
            yield return Of($"Fix '{message}' with CodeAssist", CodeActionKind.QuickFix, EditorCommand.Fix, wish);
            yield return Of($"Explain '{message}' with CodeAssist", CodeActionKind.QuickFix, EditorCommand.Explain, wish);
        }

        if (parameters.Range.Start != parameters.Range.End)
        {
            yield return Of("Explain these lines with CodeAssist", CodeActionKind.Refactor, EditorCommand.Explain, new AssistWish(uri, parameters.Range));
        }
    }

    private static CodeAction Of(string title, string kind, string command, AssistWish wish) =>
        new(title, kind, Command: new CommandCall(title, command, [JsonSerializer.SerializeToElement(wish, AssistJsonContext.Default.AssistWish)]));
}
