using System.Text.Json;
using CodeAssist.Lsp;
using CodeAssist.Lsp.Protocol;
using CodeAssist.Models.Ledger;
using CodeAssist.Server.Features.OrdinaryCompletion;
using CodeAssist.Server.Features.Status;
using CodeAssist.Server.Logging;
using CodeAssist.Server.Session;
using CodeAssist.Server.Settings;
using Microsoft.Extensions.Logging;

namespace CodeAssist.Server.Features.Workspace;

/// <summary>Lays an editor's settings over the user's own and tells the user, once each, what was not taken. What a repository may have tried to set is on record, too.</summary>
/// <param name="editor">The editor.</param>
/// <param name="logger">Takes what could not be put on record.</param>
/// <param name="ordinary">Follows the settings.</param>
/// <param name="model">Follows the settings.</param>
/// <param name="userFile">The user's own settings.</param>
/// <param name="note">Puts something on record.</param>
internal sealed partial class SettingsUpdate(
    LspClient editor,
    ServerLogger logger,
    OrdinaryItemsRegistration ordinary,
    ModelWarmUp model,
    string userFile,
    Func<LedgerNotice, CancellationToken, Task<LedgerFailure?>> note)
{
    private readonly HashSet<string> _noted = new(StringComparer.Ordinal);
    private readonly HashSet<string> _told = new(StringComparer.Ordinal);

    public void Apply(ServerSession session, JsonElement section)
    {
        var result = SettingsReader.Read(session.UserSettings, section, SettingsSource.Editor(userFile));
        session.Settings = result.Settings;
        logger.Level = result.Settings.LogLevel;
        ordinary.Follow(session);
        model.Follow(session.Settings);
        Tell(result.Problems);
        foreach (var key in result.Refused.Where(_noted.Add))
        {
            _ = NoteAsync(key);
        }
    }

    public void Tell(IReadOnlyList<string> problems)
    {
        foreach (var problem in problems.Where(_told.Add))
        {
            editor.Show(MessageType.Warning, problem);
        }
    }

    // Nobody waits for it.
    private async Task NoteAsync(string key)
    {
        var notice = new LedgerNotice(LedgerNotice.SettingRefused, $"The editor sent codeassist.{key}, which may come from a repository. It was ignored.");
        if (await note(notice, CancellationToken.None) is { } failure)
        {
            Log.NotNoted(logger, failure.Message, failure.NextStep);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(620, LogLevel.Warning, "That a setting was refused is not on record. {Problem} {NextStep}")]
        public static partial void NotNoted(ILogger logger, string problem, string nextStep);
    }
}
