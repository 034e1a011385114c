using System.Text.Json.Serialization;

namespace CodeAssist.Lsp.Protocol;

/// <param name="TextDocument">The document.</param>
/// <param name="Range">The lines that the user looks at.</param>
/// <param name="Context">What is known of them.</param>
public sealed record CodeActionParams(TextDocumentIdentifier TextDocument, LspRange Range, CodeActionContext? Context = null);

/// <param name="Diagnostics">What anybody has marked there, us included.</param>
public sealed record CodeActionContext(IReadOnlyList<MarkedPlace>? Diagnostics = null) : IJsonOnDeserialized
{
    void IJsonOnDeserialized.OnDeserialized() => NoGaps.In(Diagnostics, "diagnostics");
}

/// <summary>As much of a diagnostic as we read of those of others.</summary>
public sealed record MarkedPlace(LspRange Range, string Message);

/// <param name="Title">As it stands in the menu.</param>
/// <param name="Kind">One of <see cref="CodeActionKind"/>.</param>
/// <param name="IsPreferred">Whether "fix it" means this one.</param>
/// <param name="Edit">What it changes.</param>
/// <param name="Command">What it runs, after the edit.</param>
public sealed record CodeAction(string Title, string Kind, bool? IsPreferred = null, WorkspaceEdit? Edit = null, LspCommand? Command = null);

/// <summary>Kinds of code actions that we offer.</summary>
public static class CodeActionKind
{
    public const string QuickFix = "quickfix";

    /// <summary>Something other than a fix that can be done with the lines.</summary>
    public const string Refactor = "refactor";
}

public sealed record CodeActionOptions(IReadOnlyList<string> CodeActionKinds);

/// <param name="DocumentChanges">Edits with the version that they were made for: an editor that is further on refuses them.</param>
/// <param name="ChangeAnnotations">What edits are about, by the id that they name; null for none.</param>
public sealed record WorkspaceEdit(IReadOnlyList<TextDocumentEdit> DocumentChanges, IReadOnlyDictionary<string, ChangeAnnotation>? ChangeAnnotations = null);

/// <param name="Label">In a few words.</param>
/// <param name="NeedsConfirmation">Whether the user sees the edits before they are made.</param>
/// <param name="Description">More about it.</param>
public sealed record ChangeAnnotation(string Label, bool NeedsConfirmation, string? Description = null);

/// <param name="Label">For the editor's list of what can be undone.</param>
/// <param name="Edit">What is to be changed.</param>
public sealed record ApplyWorkspaceEditParams(string Label, WorkspaceEdit Edit);

/// <param name="Applied">Whether it was.</param>
/// <param name="FailureReason">Why not.</param>
public sealed record ApplyWorkspaceEditResult(bool Applied, string? FailureReason = null);

public sealed record TextDocumentEdit(VersionedTextDocumentIdentifier TextDocument, IReadOnlyList<TextEdit> Edits);
