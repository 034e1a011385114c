using CodeAssist.Core.Policy;
using CodeAssist.Lsp.Dispatch;
using CodeAssist.Lsp.Protocol;
using CodeAssist.Server.Settings;

namespace CodeAssist.Server.Session;

/// <summary>Everything the server knows of its editor. Only the queue touches it, one mutation at a time.</summary>
/// <param name="userSettings">The settings of the user's own file.</param>
/// <param name="changed">Is told, on the queue, that another snapshot holds; must return at once.</param>
internal sealed class ServerSession(CodeAssistSettings userSettings, Action<SessionSnapshot> changed) : ISession<SessionSnapshot>
{
    private SessionSnapshot? _snapshot;
    private ClientCapabilities _client = new();
    private OpenDocuments _documents = OpenDocuments.None;
    private IReadOnlyList<WorkspaceFolder> _folders = [];
    private CodeAssistSettings _settings = userSettings;
    private WorkspaceTrust _trust;

    /// <summary>The settings of the user's own file, which the editor's are laid over.</summary>
    public CodeAssistSettings UserSettings { get; } = userSettings;

    public ClientCapabilities Client
    {
        get => _client;
        set
        {
            _client = value;
            Changed();
        }
    }

    /// <summary>Whether suggestions are also ordinary completion items for this editor.</summary>
    public bool OffersOrdinaryItems => _settings.OrdinaryItems switch
    {
        OrdinaryItemsSetting.On => true,
        OrdinaryItemsSetting.Off => false,
        _ => !_client.CanShowInlineCompletion,
    };

    /// <summary>What the editor says of its folders, all of them together.</summary>
    public WorkspaceTrust Trust
    {
        get => _trust;
        set
        {
            _trust = value;
            Changed();
        }
    }

    public OpenDocuments Documents
    {
        get => _documents;
        set
        {
            _documents = value;
            Changed();
        }
    }

    public IReadOnlyList<WorkspaceFolder> Folders
    {
        get => _folders;
        set
        {
            _folders = value;
            Changed();
        }
    }

    public CodeAssistSettings Settings
    {
        get => _settings;
        set
        {
            _settings = value;
            Changed();
        }
    }

    public SessionSnapshot TakeSnapshot() => _snapshot ??= new SessionSnapshot(_documents, _folders, _settings, OffersOrdinaryItems) { Trust = _trust };

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

    private void Changed()
    {
        _snapshot = null;
        changed(TakeSnapshot());
    }
}
