namespace CodeAssist.Lsp.Dispatch;

/// <param name="Method">Null when even that could not be read: it may have been about any document.</param>
/// <param name="DocumentUri">The document it was about; null when that could not be read, or it was about none.</param>
/// <param name="Reason">Why it was lost.</param>
public sealed record LostMessage(string? Method, string? DocumentUri, LostMessageReason Reason);
