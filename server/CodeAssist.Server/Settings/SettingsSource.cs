namespace CodeAssist.Server.Settings;

/// <param name="Name">Where the values came from, for people.</param>
/// <param name="UserFile">Path of the user's own settings file.</param>
/// <param name="IsUserFile">Whether they came from that file, which no repository can write.</param>
internal sealed record SettingsSource(string Name, string UserFile, bool IsUserFile)
{
    public static SettingsSource User(string userFile) => new(userFile, userFile, IsUserFile: true);

    public static SettingsSource Editor(string userFile) => new("the editor", userFile, IsUserFile: false);
}
