using CodeAssist.Core.Agent.Files;

namespace CodeAssist.Core.Tests.Agent.Files;

public sealed class TaskPathTests
{
    [Theory]
    [InlineData("src/Cart.cs", "src/Cart.cs")]
    [InlineData("./src//Cart.cs", "src/Cart.cs")]
    [InlineData("src/", "src")]
    [InlineData("", "")]
    [InlineData(".", "")]
    [InlineData("Ärger/größe.md", "Ärger/größe.md")]
    [InlineData("a..b/c...d", "a..b/c...d")]
    [InlineData(".github/workflows/ci.yml", ".github/workflows/ci.yml")]
    [InlineData("con.text/print.cs", null)]
    [InlineData("commit.cs", "commit.cs")]
    public void A_path_is_taken_as_it_stands(string written, string? path)
    {
        Assert.Equal(path is not null, TaskPath.TryParse(written, out var parsed, out _));
        Assert.Equal(path, parsed?.Text, StringComparer.Ordinal);
    }

    [Theory]
    [InlineData("../x")]
    [InlineData("../../x")]
    [InlineData("a/../../x")]
    [InlineData("a/..")]
    [InlineData("/etc/passwd")]
    [InlineData("//server/share/x")]
    [InlineData(@"\\server\share\x")]
    [InlineData(@"..\x")]
    [InlineData(@"a\b")]
    [InlineData(@"C:\x")]
    [InlineData("C:x")]
    [InlineData("c:/x")]
    [InlineData("file://host/x")]
    [InlineData("https://host/x")]
    [InlineData("~/x")]
    [InlineData("~root/x")]
    [InlineData("a\0b")]
    [InlineData("a\nb")]
    [InlineData("a/ ")]
    [InlineData(".git ")]
    [InlineData(".git ./config")]
    [InlineData(".vscode./settings.json")]
    [InlineData("a.cs.")]
    [InlineData("GIT~1/config")]
    [InlineData("git~2")]
    [InlineData("nul")]
    [InlineData("aux.cs")]
    [InlineData("src/COM1.txt")]
    [InlineData("lpt9")]
    [InlineData("a.cs::$DATA")]
    [InlineData("a:b")]
    [InlineData("a*b")]
    [InlineData("．git/config")]
    [InlineData("．．/x")]
    [InlineData(".g\u200Bit/config")]
    [InlineData(".\u202Egit")]
    [InlineData("ｓｒｃ/a")]
    [InlineData("..\u2024/x")]
    public void Cases_6_and_16_a_path_that_could_mean_another_file_is_refused_with_its_rule(string written)
    {
        Assert.False(TaskPath.TryParse(written, out _, out var objection));
        Assert.Matches("^[A-Z'].*\\.$", objection.ReplaceLineEndings(" "));
    }

    [Fact]
    public void Case_16_a_path_longer_than_any_is_refused() => Assert.False(TaskPath.TryParse(string.Join('/', Enumerable.Repeat("a", 600)), out _, out _));

    [Fact]
    public void Case_16_a_name_longer_than_any_is_refused() => Assert.False(TaskPath.TryParse(new string('ä', 200), out _, out _));

    [Fact]
    public void Half_a_character_is_refused() => Assert.False(TaskPath.TryParse("a\uD800", out _, out _));

    [Fact]
    public void A_path_knows_its_folder_and_its_name()
    {
        Assert.True(TaskPath.TryParse("a/b/c.cs", out var path, out _));

        Assert.Equal(("a/b", "c.cs"), (path.Folder.Text, path.Name));
        Assert.Equal("", path.Folder.Folder.Folder.Text);
    }
}
