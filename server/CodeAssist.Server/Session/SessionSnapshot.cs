using CodeAssist.Core.Policy;
using CodeAssist.Lsp.Protocol;
using CodeAssist.Server.Settings;

namespace CodeAssist.Server.Session;

/// <summary>What one request sees of the session: everything as of the request's turn in the queue.</summary>
/// <param name="Documents">The open documents.</param>
/// <param name="Folders">The open workspace folders.</param>
/// <param name="Settings">One request, one set of settings.</param>
/// <param name="OffersOrdinaryItems">Whether suggestions are also ordinary completion items.</param>
internal sealed record SessionSnapshot(
    OpenDocuments Documents, IReadOnlyList<WorkspaceFolder> Folders, CodeAssistSettings Settings, bool OffersOrdinaryItems)
{
    /// <summary>What the editor says of its folders, all of them together.</summary>
    public WorkspaceTrust Trust { get; init; }
}
