using CodeAssist.Lsp;
using CodeAssist.Lsp.Protocol;
using CodeAssist.Server.Session;

namespace CodeAssist.Server.Features.Workspace;

/// <summary>Asks the editor for our settings; the answer comes back into the order of work as a change of its own.</summary>
internal sealed class ConfigurationPull(
    LspClient editor, Action<string, Action<ServerSession>> post, SettingsUpdate update)
{
    public const string Section = "codeassist";

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var values = await editor.PullConfigurationAsync([new ConfigurationItem(Section: Section)], cancellationToken);
        if (values is [var settings, ..])
        {
            post("workspace/configuration", session => update.Apply(session, settings));
        }
    }
}
