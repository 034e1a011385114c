using System.Text.Json.Serialization;

namespace CodeAssist.Lsp.Protocol;

public sealed record CompletionParams(TextDocumentIdentifier TextDocument, LspPosition Position, CompletionContext? Context = null);

/// <param name="TriggerKind">May be a number that this version does not know.</param>
/// <param name="TriggerCharacter">The character typed, where that was the cause.</param>
public sealed record CompletionContext(
    CompletionTriggerKind TriggerKind = CompletionTriggerKind.Invoked, string? TriggerCharacter = null);

public enum CompletionTriggerKind
{
    /// <summary>The user asked for it, or typed a letter: the protocol has one number for both.</summary>
    Invoked = 1,

    /// <summary>The user typed one of the characters that the server named.</summary>
    TriggerCharacter = 2,

    /// <summary>The list on the screen was incomplete and the user typed on.</summary>
    Incomplete = 3,
}

/// <param name="IsIncomplete">Whether to ask again when the user types on.</param>
/// <param name="Items">In the order of their <see cref="CompletionItem.SortText"/>.</param>
public sealed record CompletionList(bool IsIncomplete, IReadOnlyList<CompletionItem> Items);

/// <param name="Label">What the list shows, and what is compared with the typed word.</param>
/// <param name="Detail">Who suggests it.</param>
/// <param name="SortText">Where in the list, by comparison of texts.</param>
/// <param name="TextEdit">What is inserted, and what that replaces.</param>
/// <param name="Documentation">Plain text, shown beside the list.</param>
/// <param name="Preselect">Whether it is selected when the list opens.</param>
/// <param name="Command">Run by the editor after inserting.</param>
public sealed record CompletionItem(
    string Label,
    string Detail,
    string SortText,
    TextEdit TextEdit,
    string? Documentation = null,
    bool? Preselect = null,
    LspCommand? Command = null)
{
    public CompletionItemKind Kind { get; init; } = CompletionItemKind.Text;

    public InsertTextFormat InsertTextFormat { get; init; } = InsertTextFormat.PlainText;

    public InsertTextMode InsertTextMode { get; init; } = InsertTextMode.AsIs;
}

/// <param name="Range">What goes.</param>
/// <param name="NewText">What comes in its place.</param>
/// <param name="AnnotationId">Names the <see cref="ChangeAnnotation"/> that it belongs to; null for none.</param>
public sealed record TextEdit(LspRange Range, string NewText, string? AnnotationId = null);

public enum CompletionItemKind
{
    Text = 1,
}

public enum InsertTextFormat
{
    PlainText = 1,
}

public enum InsertTextMode
{
    /// <summary>The text is indented already.</summary>
    AsIs = 1,
}

/// <param name="TriggerCharacters">After which characters, besides letters, the editor asks by itself.</param>
public sealed record CompletionOptions(IReadOnlyList<string> TriggerCharacters);

/// <param name="DocumentSelector">Null for whatever the editor's own side chose.</param>
/// <param name="TriggerCharacters">See <see cref="CompletionOptions"/>.</param>
public sealed record CompletionRegistrationOptions(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] IReadOnlyList<DocumentFilter>? DocumentSelector,
    IReadOnlyList<string> TriggerCharacters);
