namespace CodeAssist.Lsp.Protocol;

/// <summary>Names of the messages that we speak.</summary>
public static class LspMethod
{
    public const string Initialize = "initialize";
    public const string Initialized = "initialized";
    public const string Shutdown = "shutdown";
    public const string Exit = "exit";
    public const string SetTrace = "$/setTrace";
    public const string LogTrace = "$/logTrace";
    public const string Progress = "$/progress";
    public const string DidOpen = "textDocument/didOpen";
    public const string DidChange = "textDocument/didChange";
    public const string DidClose = "textDocument/didClose";
    public const string DidSave = "textDocument/didSave";
    public const string Completion = "textDocument/completion";
    public const string CodeAction = "textDocument/codeAction";
    public const string PublishDiagnostics = "textDocument/publishDiagnostics";
    public const string InlineCompletion = "textDocument/inlineCompletion";
    public const string DidChangeConfiguration = "workspace/didChangeConfiguration";
    public const string DidChangeWatchedFiles = "workspace/didChangeWatchedFiles";
    public const string DidChangeWorkspaceFolders = "workspace/didChangeWorkspaceFolders";
    public const string Configuration = "workspace/configuration";
    public const string ExecuteCommand = "workspace/executeCommand";
    public const string RegisterCapability = "client/registerCapability";
    public const string UnregisterCapability = "client/unregisterCapability";
    public const string LogMessage = "window/logMessage";
    public const string ShowMessage = "window/showMessage";
    public const string ShowMessageRequest = "window/showMessageRequest";
    public const string ShowDocument = "window/showDocument";
    public const string ApplyEdit = "workspace/applyEdit";
    public const string CreateWorkDoneProgress = "window/workDoneProgress/create";
    public const string CancelWorkDoneProgress = "window/workDoneProgress/cancel";
    public const string Status = "codeassist/status";
    public const string Pick = "codeassist/pick";
    public const string AskText = "codeassist/askText";
    public const string ShowPage = "codeassist/showPage";
    public const string Definitions = "codeassist/definitions";
    public const string DidShowCompletion = "textDocument/didShowCompletion";
    public const string DidPartiallyAcceptCompletion = "textDocument/didPartiallyAcceptCompletion";
    public const string ExplainLast = "codeassist/explainLast";
    public const string DebugInfo = "codeassist/debugInfo";
}
