namespace CodeAssist.Lsp.Protocol;

public enum MessageType
{
    Error = 1,
    Warning = 2,
    Information = 3,
    Log = 4,
    Debug = 5,
}

public sealed record LogMessageParams(MessageType Type, string Message);

public sealed record ShowMessageParams(MessageType Type, string Message);

/// <param name="Type">How weighty it is.</param>
/// <param name="Message">The question.</param>
/// <param name="Actions">What can be answered.</param>
public sealed record ShowMessageRequestParams(MessageType Type, string Message, IReadOnlyList<MessageActionItem> Actions);

public sealed record MessageActionItem(string Title);

/// <param name="Uri">The document.</param>
/// <param name="TakeFocus">Whether the user goes on there.</param>
/// <param name="External">True for the program that the system opens such documents with, a browser for pages.</param>
public sealed record ShowDocumentParams(string Uri, bool TakeFocus, bool? External = null);

public sealed record ShowDocumentResult(bool Success);

/// <param name="Value">See <see cref="TraceValue"/>.</param>
public sealed record SetTraceParams(string Value = TraceValue.Off);

public sealed record LogTraceParams(string Message, string? Verbose = null);

/// <summary>How much of the traffic the editor wants to be told. Any other text means off.</summary>
public static class TraceValue
{
    public const string Off = "off";
    public const string Messages = "messages";
    public const string Verbose = "verbose";
}
