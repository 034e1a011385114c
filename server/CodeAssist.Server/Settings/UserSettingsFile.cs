using System.Text.Json;

namespace CodeAssist.Server.Settings;

/// <summary>The user's own settings: <c>settings.json</c> in the configuration directory, the only place for guarded settings.</summary>
internal static class UserSettingsFile
{
    private const int LargestBytes = 1024 * 1024;

    private static readonly JsonDocumentOptions _json = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    public static string In(string configurationDirectory) => Path.Combine(configurationDirectory, "settings.json");

    /// <summary>Defaults changed by the file; a file that is not there is not a problem, one that cannot be read is.</summary>
    public static SettingsResult Read(string file)
    {
        try
        {
            using var stream = File.OpenRead(file);
            if (stream.Length > LargestBytes)
            {
                return Unreadable(file, "it is larger than 1 MiB");
            }

            // From a stream, because that skips the mark which some editors put before UTF-8.
            using var document = JsonDocument.Parse(stream, _json);
            return SettingsReader.Read(CodeAssistSettings.Default, document.RootElement, SettingsSource.User(file));
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return new SettingsResult(CodeAssistSettings.Default, []);
        }
        catch (InvalidOperationException)
        {
            // Told only when a text is read: the parser lets broken UTF-8 and half characters within texts pass.
            return Unreadable(file, "it is not UTF-8");
        }
        catch (JsonException exception)
        {
            return Unreadable(file, $"line {exception.LineNumber + 1} is not valid JSON");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Unreadable(file, exception.Message.TrimEnd('.'));
        }
    }

    private static SettingsResult Unreadable(string file, string reason) =>
        new(CodeAssistSettings.Default, [$"The settings file {file} is ignored: {reason}. Mend or remove it; until then the defaults hold."]);
}
