namespace CodeAssist.Server.Settings;

/// <param name="Name">Where the values came from, for people.</param>
/// <param name="UserFile">Path of the user's own settings file.</param>
/// <param name="IsUsers">Whether no repository can have written them.</param>
/// <param name="KnowsAll">Whether a key that we do not know is a mistake there.</param>
internal sealed record SettingsSource(string Name, string UserFile, bool IsUsers, bool KnowsAll)
{
    public static SettingsSource User(string userFile) => new(userFile, userFile, IsUsers: true, KnowsAll: true);

    public static SettingsSource Starter(string userFile) => new("the editor's user settings", userFile, IsUsers: true, KnowsAll: false);

    public static SettingsSource Editor(string userFile) => new("the editor", userFile, IsUsers: false, KnowsAll: false);
}
