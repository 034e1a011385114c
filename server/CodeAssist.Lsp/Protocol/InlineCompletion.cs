using System.Text.Json;
using System.Text.Json.Serialization;

namespace CodeAssist.Lsp.Protocol;

public sealed record InlineCompletionParams(
    TextDocumentIdentifier TextDocument,
    LspPosition Position,
    InlineCompletionContext? Context = null,
    ProgressToken? WorkDoneToken = null);

/// <param name="TriggerKind">May be a number that this version does not know.</param>
/// <param name="SelectedCompletionInfo">The entry that the suggestion list has selected, if it is open.</param>
public sealed record InlineCompletionContext(
    InlineCompletionTriggerKind TriggerKind = InlineCompletionTriggerKind.Automatic,
    SelectedCompletionInfo? SelectedCompletionInfo = null);

public enum InlineCompletionTriggerKind
{
    /// <summary>The user asked for it.</summary>
    Invoked = 1,

    /// <summary>The user typed.</summary>
    Automatic = 2,
}

/// <param name="Range">What the entry would replace.</param>
/// <param name="Text">The entry.</param>
public sealed record SelectedCompletionInfo(LspRange Range, string Text);

/// <param name="Items">Empty where there is nothing to suggest.</param>
public sealed record InlineCompletionList(IReadOnlyList<InlineCompletionItem> Items)
{
    public static InlineCompletionList Empty { get; } = new([]);
}

/// <param name="InsertText">The text, plain.</param>
/// <param name="FilterText">What the editor compares with what was typed; the text itself when null.</param>
/// <param name="Range">What it replaces, on one line; the word at the caret when null.</param>
/// <param name="Command">Run by the editor after inserting.</param>
public sealed record InlineCompletionItem(
    string InsertText, string? FilterText = null, LspRange? Range = null, LspCommand? Command = null);

public sealed record LspCommand(
    string Title, [property: JsonPropertyName("command")] string Name, IReadOnlyList<JsonElement>? Arguments = null);

public sealed record InlineCompletionOptions(bool? WorkDoneProgress = null);

/// <param name="DocumentSelector">Null for whatever the editor's own side chose.</param>
/// <param name="WorkDoneProgress">Whether requests may carry a progress token.</param>
public sealed record InlineCompletionRegistrationOptions(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] IReadOnlyList<DocumentFilter>? DocumentSelector,
    bool? WorkDoneProgress = null);

public sealed record DocumentFilter(string? Language = null, string? Scheme = null, string? Pattern = null);

/// <summary>Editor → server, <c>textDocument/didShowCompletion</c>, as Copilot's server has it: a suggestion is on the screen.</summary>
/// <param name="Item">One of ours, with its command.</param>
public sealed record DidShowCompletionParams(InlineCompletionItem Item);

/// <summary>Editor → server, <c>textDocument/didPartiallyAcceptCompletion</c>, as Copilot's server has it.</summary>
/// <param name="Item">One of ours, with its command.</param>
/// <param name="AcceptedLength">How much of its text has been taken so far, in UTF-16 code units from its beginning.</param>
public sealed record DidPartiallyAcceptCompletionParams(InlineCompletionItem Item, int AcceptedLength);
