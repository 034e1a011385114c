namespace CodeAssist.Lsp.Protocol;

/// <param name="Uri">The document.</param>
/// <param name="Diagnostics">All that hold for it from now on.</param>
/// <param name="Version">The version they were made for; null where the document is not open.</param>
public sealed record PublishDiagnosticsParams(string Uri, IReadOnlyList<LspDiagnostic> Diagnostics, int? Version = null);

/// <param name="Range">Where.</param>
/// <param name="Severity">How grave.</param>
/// <param name="Code">The rule's id.</param>
/// <param name="Source">Who says so.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Data">Comes back with requests for code actions: the finding's identity.</param>
public sealed record LspDiagnostic(LspRange Range, LspDiagnosticSeverity Severity, string Code, string Source, string Message, string? Data = null);

public enum LspDiagnosticSeverity
{
    Error = 1,
    Warning = 2,
    Information = 3,
    Hint = 4,
}
