using System.Text.Json.Serialization;

namespace CodeAssist.Lsp.Protocol;

public sealed record TextDocumentIdentifier(string Uri);

/// <param name="Uri">The editor's name of the document.</param>
/// <param name="Version">Higher after each change; null from editors that do not count.</param>
public sealed record VersionedTextDocumentIdentifier(
    string Uri, [property: JsonConverter(typeof(SaturatingIntConverter))] int? Version = null);

public sealed record TextDocumentItem(
    string Uri, string Text, string LanguageId = "", [property: JsonConverter(typeof(SaturatingIntConverter))] int Version = 0);

public sealed record DidOpenTextDocumentParams(TextDocumentItem TextDocument);

/// <param name="TextDocument">The document, with the version after all changes.</param>
/// <param name="ContentChanges">Each made to the text that the one before left.</param>
public sealed record DidChangeTextDocumentParams(
    VersionedTextDocumentIdentifier TextDocument, IReadOnlyList<TextDocumentContentChangeEvent> ContentChanges) : IJsonOnDeserialized
{
    void IJsonOnDeserialized.OnDeserialized() => NoGaps.In(ContentChanges, "contentChanges");
}

/// <param name="Text">What stands there now.</param>
/// <param name="Range">What was replaced, or null for the whole document.</param>
public sealed record TextDocumentContentChangeEvent(string Text, LspRange? Range = null);

public sealed record DidCloseTextDocumentParams(TextDocumentIdentifier TextDocument);

public sealed record DidSaveTextDocumentParams(TextDocumentIdentifier TextDocument);
