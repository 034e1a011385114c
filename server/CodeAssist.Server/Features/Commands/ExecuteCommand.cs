using System.Text.Json;
using CodeAssist.Core.Assist;
using CodeAssist.JsonRpc;
using CodeAssist.Lsp;
using CodeAssist.Lsp.Dispatch;
using CodeAssist.Lsp.Protocol;
using CodeAssist.Server.Assisting;
using CodeAssist.Server.Features.Assist;
using CodeAssist.Server.Features.Delegating;
using CodeAssist.Server.Features.Dialogs;
using CodeAssist.Server.Features.InlineCompletion;
using CodeAssist.Server.Features.Menu;
using CodeAssist.Server.Features.Models;
using CodeAssist.Server.Features.Policy;
using CodeAssist.Server.Features.Review;
using CodeAssist.Server.Features.Routing;
using CodeAssist.Server.Features.Status;
using CodeAssist.Server.Features.Usage;
using CodeAssist.Server.Session;

namespace CodeAssist.Server.Features.Commands;

/// <summary><c>workspace/executeCommand</c>. What came of a command is shown by the editor as a message, and answered as well.</summary>
internal sealed class ExecuteCommand(
    LspClient editor,
    Snooze snooze,
    PolicyWatch policy,
    LastCompletion last,
    Acceptances acceptances,
    KeptCharacters kept,
    EditorReviews reviews,
    EditorAssist assist,
    EditorTasks tasks,
    PageQuestions questions,
    EditorMenu menu,
    UsageView usage,
    RoutingView routing,
    ModelsAtHand models,
    EditorModels files)
    : IQuery<SessionSnapshot, ExecuteCommandParams, JsonElement>
{
    private const int UsualMinutes = 10;
    private const int MostMinutes = 24 * 60;

    public async Task<JsonElement> AnswerAsync(SessionSnapshot snapshot, ExecuteCommandParams parameters, CancellationToken cancellationToken)
    {
        if (string.Equals(parameters.Command, EditorCommand.Accepted, StringComparison.Ordinal))
        {
            var id = SuggestionId.Of(parameters.Arguments);
            acceptances.Accepted(id);
            kept.Accepted(id, uri => (snapshot.Documents.Find(uri) as OpenDocument.Known)?.Snapshot);
            return Json(null);
        }

        if (string.Equals(parameters.Command, EditorCommand.Review, StringComparison.Ordinal))
        {
            return await reviews.ReviewAsync(snapshot, parameters.Arguments, cancellationToken) ?? Json(null);
        }

        if (string.Equals(parameters.Command, EditorCommand.DismissFinding, StringComparison.Ordinal))
        {
            return await reviews.DismissAsync(snapshot, parameters.Arguments, cancellationToken);
        }

        if (AssistKindOf(parameters.Command) is { } kind)
        {
            return await assist.RunAsync(kind, snapshot, parameters.Arguments, cancellationToken) ?? Json(null);
        }

        if (string.Equals(parameters.Command, EditorCommand.Delegate, StringComparison.Ordinal))
        {
            return await tasks.DelegateAsync(snapshot, parameters.Arguments, cancellationToken) ?? Json(null);
        }

        if (string.Equals(parameters.Command, EditorCommand.Menu, StringComparison.Ordinal))
        {
            return Json(await menu.ShowAsync(MenuWish.Of(parameters.Arguments), cancellationToken));
        }

        if (string.Equals(parameters.Command, EditorCommand.KeyVariables, StringComparison.Ordinal))
        {
            return JsonSerializer.SerializeToElement([.. models.OwnKeyVariables.Select(Json)], LspJsonContext.Default.IReadOnlyListJsonElement);
        }

        var sentence = parameters.Command switch
        {
            EditorCommand.Snooze => BeginSnooze(parameters.Arguments),
            EditorCommand.Resume => EndSnooze(),
            EditorCommand.ToggleLocalOnly => await policy.ToggleAsync(editor, cancellationToken),
            EditorCommand.TogglePrivate => await policy.TogglePrivateAsync(cancellationToken),
            EditorCommand.ExplainLast => last.Explain().Sentence,
            EditorCommand.ShowUsage => await usage.ShowAsync(cancellationToken),
            EditorCommand.ShowRouting => await routing.ShowAsync(snapshot, parameters.Arguments, cancellationToken),
            EditorCommand.CancelTask => tasks.Cancel(),
            EditorCommand.Answer => questions.Answer(parameters.Arguments),
            EditorCommand.UndoTask => await tasks.UndoAsync(cancellationToken),
            EditorCommand.PickModel => await files.PickAsync(cancellationToken),
            _ => throw new JsonRpcException(new JsonRpcError(JsonRpcErrorCode.InvalidParams, $"There is no command '{parameters.Command}'.")),
        };
        if (sentence is not null)
        {
            editor.Show(MessageType.Information, sentence);
        }

        return Json(sentence);
    }

    private static AssistKind? AssistKindOf(string command) => command switch
    {
        EditorCommand.Explain => AssistKind.Explain,
        EditorCommand.Fix => AssistKind.Fix,
        _ => null,
    };

    private string BeginSnooze(IReadOnlyList<JsonElement>? arguments)
    {
        var minutes = arguments is [{ ValueKind: JsonValueKind.Number } wish, ..] && wish.TryGetInt32(out var number) && number is > 0 and <= MostMinutes
            ? number
            : UsualMinutes;
        snooze.Begin(TimeSpan.FromMinutes(minutes));

        return $"Suggestions are snoozed for {minutes} minutes. What you ask for is still answered.";
    }

    private string EndSnooze()
    {
        snooze.End();

        return "Suggestions are back.";
    }

    private static JsonElement Json(string? sentence) => JsonSerializer.SerializeToElement(sentence, LspJsonContext.Default.String);
}
