using System.Text.Json;
using System.Text.Json.Serialization;

namespace CodeAssist.Lsp.Protocol;

/// <param name="ProcessId">The editor's process, or null where it is nobody's child.</param>
/// <param name="ClientInfo">Name and version of the editor.</param>
/// <param name="RootPath">Old way of naming the folder; see <see cref="Folders"/>.</param>
/// <param name="RootUri">Less old way of naming the folder; see <see cref="Folders"/>.</param>
/// <param name="InitializationOptions">Whatever the editor's side of us wants to say.</param>
/// <param name="Capabilities">What the editor can do.</param>
/// <param name="Trace">See <see cref="TraceValue"/>.</param>
/// <param name="WorkspaceFolders">The open folders; see <see cref="Folders"/>.</param>
public sealed record InitializeParams(
    int? ProcessId = null,
    ClientInfo? ClientInfo = null,
    string? RootPath = null,
    string? RootUri = null,
    JsonElement? InitializationOptions = null,
    ClientCapabilities? Capabilities = null,
    string? Trace = null,
    IReadOnlyList<WorkspaceFolder>? WorkspaceFolders = null) : IJsonOnDeserialized
{
    void IJsonOnDeserialized.OnDeserialized() => NoGaps.In(WorkspaceFolders, "workspaceFolders");

    /// <summary>The folders the editor opened, whichever of the three ways it names them; empty when it opened none.</summary>
    public IReadOnlyList<WorkspaceFolder> Folders()
    {
        if (WorkspaceFolders is { Count: > 0 } folders)
        {
            return folders;
        }

        var uri = RootUri ?? (Uri.TryCreate(RootPath, UriKind.Absolute, out var root) && root.IsFile ? root.AbsoluteUri : null);
        return uri is null ? [] : [new WorkspaceFolder(uri, uri[(uri.TrimEnd('/').LastIndexOf('/') + 1)..].TrimEnd('/'))];
    }
}

public sealed record ClientInfo(string Name, string? Version = null);

public sealed record WorkspaceFolder(string Uri, string Name = "");

/// <param name="General">What holds for all messages.</param>
/// <param name="Workspace">Folders, settings, edits.</param>
/// <param name="TextDocument">Completion.</param>
/// <param name="Window">Messages and progress.</param>
/// <param name="Experimental">Anything; what is below <c>codeassist</c> in it is ours.</param>
public sealed record ClientCapabilities(
    GeneralClientCapabilities? General = null,
    WorkspaceClientCapabilities? Workspace = null,
    TextDocumentClientCapabilities? TextDocument = null,
    WindowClientCapabilities? Window = null,
    JsonElement Experimental = default)
{
    [JsonIgnore]
    public bool CanPullConfiguration => Workspace?.Configuration == true;

    [JsonIgnore]
    public bool CanRegisterConfiguration => Workspace?.DidChangeConfiguration?.DynamicRegistration == true;

    [JsonIgnore]
    public bool CanWatchFiles => Workspace?.DidChangeWatchedFiles?.DynamicRegistration == true;

    [JsonIgnore]
    public bool CanRegisterCompletion => TextDocument?.Completion?.DynamicRegistration == true;

    [JsonIgnore]
    public bool CanShowInlineCompletion => TextDocument is { InlineCompletion.ValueKind: not JsonValueKind.Undefined };

    [JsonIgnore]
    public bool CanRegisterInlineCompletion => TextDocument is { InlineCompletion: { ValueKind: JsonValueKind.Object } inline }
        && inline.TryGetProperty("dynamicRegistration", out var isDynamic) && isDynamic.ValueKind is JsonValueKind.True;

    [JsonIgnore]
    public bool CanShowProgress => Window?.WorkDoneProgress == true;

    [JsonIgnore]
    public bool CanShowDocuments => Window?.ShowDocument?.Support == true;

    [JsonIgnore]
    public bool CanApplyEdits => Workspace?.ApplyEdit == true;

    /// <summary>Whether edits can be shown to the user before they are made.</summary>
    [JsonIgnore]
    public bool CanConfirmEdits => Workspace?.WorkspaceEdit is { DocumentChanges: true, ChangeAnnotationSupport.ValueKind: JsonValueKind.Object };

    /// <summary>Whether the editor has lists to choose from: <c>codeassist/pick</c>.</summary>
    [JsonIgnore]
    public bool CanPick => Has("pick");

    /// <summary>Whether the editor can have the user type a line: <c>codeassist/askText</c>.</summary>
    [JsonIgnore]
    public bool CanAskText => Has("text");

    /// <summary>Whether the editor has a place for pages: <c>codeassist/showPage</c>.</summary>
    [JsonIgnore]
    public bool CanShowPages => Has("page");

    /// <summary>Whether links to commands work on those pages, so that questions can be answered there.</summary>
    [JsonIgnore]
    public bool CanAnswerOnPages => CanShowPages && Has("answer");

    /// <summary>Whether the editor's language servers can be asked where names are defined: <c>codeassist/definitions</c>.</summary>
    [JsonIgnore]
    public bool CanDefine => Has("definitions");

    private bool Has(string name) =>
        Experimental.ValueKind is JsonValueKind.Object
        && Experimental.TryGetProperty("codeassist", out var ours) && ours.ValueKind is JsonValueKind.Object
        && ours.TryGetProperty(name, out var said) && said.ValueKind is JsonValueKind.True;
}

/// <param name="PositionEncodings">UTF-16 is always among them, named or not.</param>
public sealed record GeneralClientCapabilities(IReadOnlyList<string>? PositionEncodings = null);

public sealed record WorkspaceClientCapabilities(
    bool? Configuration = null,
    bool? WorkspaceFolders = null,
    DynamicRegistrationCapability? DidChangeConfiguration = null,
    DynamicRegistrationCapability? DidChangeWatchedFiles = null,
    bool? ApplyEdit = null,
    WorkspaceEditClientCapabilities? WorkspaceEdit = null);

/// <param name="DocumentChanges">Whether edits may name the version that they were made for.</param>
/// <param name="ChangeAnnotationSupport">Undefined where edits cannot be confirmed one by one.</param>
public sealed record WorkspaceEditClientCapabilities(bool? DocumentChanges = null, JsonElement ChangeAnnotationSupport = default);

/// <param name="InlineCompletion">Undefined when the editor has no ghost text. Emacs says null and means that it has.</param>
/// <param name="Completion">The ordinary list of completions.</param>
public sealed record TextDocumentClientCapabilities(
    JsonElement InlineCompletion = default, DynamicRegistrationCapability? Completion = null);

public sealed record WindowClientCapabilities(bool? WorkDoneProgress = null, ShowDocumentClientCapabilities? ShowDocument = null);

public sealed record ShowDocumentClientCapabilities(bool? Support = null);

public sealed record DynamicRegistrationCapability(bool? DynamicRegistration = null);

public sealed record InitializeResult(ServerCapabilities Capabilities, ServerInfo ServerInfo);

public sealed record ServerInfo(string Name, string Version);

public sealed record ServerCapabilities(
    string PositionEncoding,
    TextDocumentSyncOptions TextDocumentSync,
    WorkspaceServerCapabilities? Workspace = null,
    InlineCompletionOptions? InlineCompletionProvider = null,
    ExecuteCommandOptions? ExecuteCommandProvider = null,
    CompletionOptions? CompletionProvider = null,
    CodeActionOptions? CodeActionProvider = null);

public sealed record TextDocumentSyncOptions(bool OpenClose, TextDocumentSyncKind Change, SaveOptions? Save = null);

public enum TextDocumentSyncKind
{
    None = 0,
    Full = 1,
    Incremental = 2,
}

public sealed record SaveOptions(bool IncludeText);

public sealed record WorkspaceServerCapabilities(WorkspaceFoldersServerCapabilities WorkspaceFolders);

public sealed record WorkspaceFoldersServerCapabilities(bool Supported, bool ChangeNotifications);

public sealed record InitializedParams;

public static class PositionEncoding
{
    public const string Utf16 = "utf-16";
}
