namespace CodeAssist.Lsp.Protocol;

/// <param name="TextDocument">The document.</param>
/// <param name="Range">The lines that the user looks at.</param>
public sealed record CodeActionParams(TextDocumentIdentifier TextDocument, LspRange Range);

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
}

public sealed record CodeActionOptions(IReadOnlyList<string> CodeActionKinds);

/// <param name="DocumentChanges">Edits with the version that they were made for: an editor that is further on refuses them.</param>
public sealed record WorkspaceEdit(IReadOnlyList<TextDocumentEdit> DocumentChanges);

public sealed record TextDocumentEdit(VersionedTextDocumentIdentifier TextDocument, IReadOnlyList<TextEdit> Edits);
