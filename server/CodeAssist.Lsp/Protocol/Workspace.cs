using System.Text.Json;
using System.Text.Json.Serialization;

namespace CodeAssist.Lsp.Protocol;

public sealed record DidChangeWorkspaceFoldersParams(WorkspaceFoldersChangeEvent Event);

public sealed record WorkspaceFoldersChangeEvent(
    IReadOnlyList<WorkspaceFolder>? Added = null, IReadOnlyList<WorkspaceFolder>? Removed = null) : IJsonOnDeserialized
{
    void IJsonOnDeserialized.OnDeserialized()
    {
        NoGaps.In(Added, "added");
        NoGaps.In(Removed, "removed");
    }
}

/// <param name="Settings">All settings from editors that push; null from those that want to be asked.</param>
public sealed record DidChangeConfigurationParams(JsonElement? Settings = null);

/// <param name="Changes">What an editor saw happen on the disk, the files that it wrote itself included.</param>
public sealed record DidChangeWatchedFilesParams(IReadOnlyList<FileEvent> Changes) : IJsonOnDeserialized
{
    void IJsonOnDeserialized.OnDeserialized() => NoGaps.In(Changes, "changes");
}

/// <summary>Something happened to a file or folder. What exactly is not read: by the time we look it may be something else.</summary>
public sealed record FileEvent(string Uri);

public sealed record DidChangeWatchedFilesRegistrationOptions(IReadOnlyList<WatchedFiles> Watchers);

/// <param name="GlobPattern">Of paths below the workspace folders. Creations, changes and deletions are all told.</param>
public sealed record WatchedFiles(string GlobPattern);

public sealed record ConfigurationParams(IReadOnlyList<ConfigurationItem> Items);

/// <param name="ScopeUri">Folder or document whose settings are meant.</param>
/// <param name="Section">Dotted name: <c>codeassist</c>.</param>
public sealed record ConfigurationItem(string? ScopeUri = null, string? Section = null);

public sealed record DidChangeConfigurationRegistrationOptions(string Section);

public sealed record RegistrationParams(IReadOnlyList<Registration> Registrations);

public sealed record Registration(string Id, string Method, JsonElement? RegisterOptions = null);

/// <param name="Unregisterations">Spelled as in the protocol.</param>
public sealed record UnregistrationParams(IReadOnlyList<Unregistration> Unregisterations);

public sealed record Unregistration(string Id, string Method);
