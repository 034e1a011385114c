using System.Text.Json;

namespace CodeAssist.Server.Settings;

/// <summary><c>lsp --settings JSON</c>: what an editor's own extension read from its user's scope, which no repository can write.</summary>
/// <remarks>Whoever starts this process could as well write the user's file, so guarded settings are taken from here too.</remarks>
internal static class StarterSettings
{
    /// <param name="user">The user's own file, read.</param>
    /// <param name="json">One object, or empty for none.</param>
    /// <param name="userFile">Path of that file, for sentences.</param>
    public static SettingsResult Over(SettingsResult user, string json, string userFile)
    {
        if (json.Length == 0)
        {
            return user;
        }

        try
        {
            using var document = JsonDocument.Parse(json);
            var result = SettingsReader.Read(user.Settings, document.RootElement, SettingsSource.Starter(userFile));

            return result with { Problems = [.. user.Problems, .. result.Problems] };
        }
        catch (JsonException exception)
        {
            return user with { Problems = [.. user.Problems, $"The settings on the command line are ignored: they are not JSON ({exception.Message})"] };
        }
    }
}
