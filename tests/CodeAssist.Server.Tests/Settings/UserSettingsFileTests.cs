using System.Text;
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

        var result = UserSettingsFile.Read(UserSettingsFile.In(_folder));

        Assert.Equal(CodeAssistSettings.Default, result.Settings);
        Assert.Single(result.Problems);
    }

    [Theory]
    [InlineData("{\"model.path\":\"/m/\u00e9.gguf\"}")]
    [InlineData("{\"\u00e9\":1}")]
    [InlineData("{\"model.path\":\"/m/\\ud800.gguf\"}")]
    public void A_file_that_is_not_unicode_is_ignored_with_a_sentence(string latin1)
    {
        var result = Read(Encoding.Latin1.GetBytes(latin1));

        Assert.Equal(CodeAssistSettings.Default, result.Settings);
        Assert.Contains("not UTF-8", Assert.Single(result.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public void A_byte_order_mark_is_skipped() =>
        Assert.Equal(3, Read([.. Encoding.UTF8.Preamble, .. "{\"model.threads\":3}"u8]).Settings.Threads);

    private SettingsResult Read(string text) => Read(Encoding.UTF8.GetBytes(text));

    private SettingsResult Read(byte[] bytes)
    {
        File.WriteAllBytes(UserSettingsFile.In(_folder), bytes);
        return UserSettingsFile.Read(UserSettingsFile.In(_folder));
    }
}
