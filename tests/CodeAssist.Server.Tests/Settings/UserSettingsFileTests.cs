using CodeAssist.Server.Settings;

namespace CodeAssist.Server.Tests.Settings;

public sealed class UserSettingsFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ca-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void No_file_means_the_defaults()
    {
        var result = UserSettingsFile.Read(UserSettingsFile.In(_folder));

        Assert.Equal(CodeAssistSettings.Default, result.Settings);
        Assert.Empty(result.Problems);
    }

    [Fact]
    public void Comments_and_trailing_commas_are_fine() =>
        Assert.Equal(3, Read("{\n  // a machine with four cores\n  \"model.threads\": 3,\n}").Settings.Threads);

    [Fact]
    public void A_broken_file_is_ignored_and_the_line_is_named()
    {
        var result = Read("{\n  \"model.threads\": 3,\n  oops\n}");

        Assert.Equal(CodeAssistSettings.Default, result.Settings);
        Assert.Contains("line 3", Assert.Single(result.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_in_its_place_is_not_a_crash()
    {
        Directory.CreateDirectory(UserSettingsFile.In(_folder));

        Assert.Equal(CodeAssistSettings.Default, UserSettingsFile.Read(UserSettingsFile.In(_folder)).Settings);
    }

    private SettingsResult Read(string text)
    {
        File.WriteAllText(UserSettingsFile.In(_folder), text);
        return UserSettingsFile.Read(UserSettingsFile.In(_folder));
    }
}
