using CodeAssist.Lsp.Dispatch;
using CodeAssist.Lsp.Protocol;
using CodeAssist.Server.Settings;

namespace CodeAssist.Server.Session;

/// <summary>Everything the server knows of its editor. Only the queue touches it, one mutation at a time.</summary>
internal sealed class ServerSession(CodeAssistSettings userSettings) : ISession<SessionSnapshot>
{
    private SessionSnapshot? _snapshot;
    private OpenDocuments _documents = OpenDocuments.None;
    private IReadOnlyList<WorkspaceFolder> _folders = [];
    private CodeAssistSettings _settings = userSettings;

    /// <summary>The settings of the user's own file, which the editor's are laid over.</summary>
    public CodeAssistSettings UserSettings { get; } = userSettings;

    public ClientCapabilities Client { get; set; } = new();

    public OpenDocuments Documents
    {
        get => _documents;
        set => (_documents, _snapshot) = (value, null);
    }

    public IReadOnlyList<WorkspaceFolder> Folders
    {
        get => _folders;
        set => (_folders, _snapshot) = (value, null);
    }

    public CodeAssistSettings Settings
    {
        get => _settings;
        set => (_settings, _snapshot) = (value, null);
    }

    public SessionSnapshot TakeSnapshot() => _snapshot ??= new SessionSnapshot(_documents, _folders, _settings);

    public void MessageLost(LostMessage message)
    {
        if (message.Method is not null && !message.Method.StartsWith("textDocument/", StringComparison.Ordinal))
        {
            return;
        }

        var reason = message.Reason is LostMessageReason.TooLarge ? "a message was too large" : "a message could not be read";

        // Whose text it was cannot always be told: then none of the texts can be believed any more.
        Documents = message.DocumentUri is { } uri ? Documents.Forget(uri, reason) : Documents.Forget(reason);
    }
}
