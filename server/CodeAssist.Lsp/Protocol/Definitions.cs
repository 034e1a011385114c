namespace CodeAssist.Lsp.Protocol;

/// <summary>Server → editor, <c>codeassist/definitions</c>: where names are defined, by whatever language server the editor has for the document. Only for editors that announce it.</summary>
/// <param name="Uri">A document that is open.</param>
/// <param name="Positions">On names, few.</param>
public sealed record DefinitionsParams(string Uri, IReadOnlyList<LspPosition> Positions);

/// <param name="Uri">The file that defines a name.</param>
/// <param name="Range">The whole definition where that is known, else its name.</param>
public sealed record DefinitionPlace(string Uri, LspRange Range);
