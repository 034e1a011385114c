using System.Text.Json;
using CodeAssist.Lsp;
using CodeAssist.Lsp.Protocol;
using CodeAssist.Server.Features.OrdinaryCompletion;
using CodeAssist.Server.Features.Status;
using CodeAssist.Server.Logging;
using CodeAssist.Server.Session;
using CodeAssist.Server.Settings;

namespace CodeAssist.Server.Features.Workspace;

/// <summary>Lays an editor's settings over the user's own and tells the user, once each, what was not taken.</summary>
internal sealed class SettingsUpdate(
    LspClient editor, ServerLogger logger, OrdinaryItemsRegistration ordinary, ModelWarmUp model, string userFile)
{
    private readonly HashSet<string> _told = new(StringComparer.Ordinal);

    public void Apply(ServerSession session, JsonElement section)
    {
        var result = SettingsReader.Read(session.UserSettings, section, SettingsSource.Editor(userFile));
        session.Settings = result.Settings;
        logger.Level = result.Settings.LogLevel;
        ordinary.Follow(session);
        model.Follow(session.Settings);
        Tell(result.Problems);
    }

    public void Tell(IReadOnlyList<string> problems)
    {
        foreach (var problem in problems.Where(_told.Add))
        {
            editor.Show(MessageType.Warning, problem);
        }
    }
}
