using CodeAssist.Core.Agent.Files;

namespace CodeAssist.Core.Tests.Agent.Files;

public sealed class FileStandingsTests
{
    [Theory]
    [InlineData("src/Cart.cs", FileStanding.Ordinary)]
    [InlineData("README.md", FileStanding.Ordinary)]
    [InlineData(".env.example", FileStanding.Ordinary)]
    [InlineData(".gitignore", FileStanding.Ordinary)]
    [InlineData("src/Shop.csproj", FileStanding.Ordinary)]
    [InlineData(".vscode/settings.json", FileStanding.AsksEachTime)]
    [InlineData(".VSCODE/Settings.json", FileStanding.AsksEachTime)]
    [InlineData("src/.vscode/tasks.json", FileStanding.AsksEachTime)]
    [InlineData(".github/workflows/ci.yml", FileStanding.AsksEachTime)]
    [InlineData(".gitlab-ci.yml", FileStanding.AsksEachTime)]
    [InlineData("Jenkinsfile", FileStanding.AsksEachTime)]
    [InlineData(".husky/pre-commit", FileStanding.AsksEachTime)]
    [InlineData("hooks/pre-commit", FileStanding.AsksEachTime)]
    [InlineData("Directory.Build.props", FileStanding.AsksEachTime)]
    [InlineData("src/directory.build.TARGETS", FileStanding.AsksEachTime)]
    [InlineData("package.json", FileStanding.AsksEachTime)]
    [InlineData("web/Package.json", FileStanding.AsksEachTime)]
    [InlineData("AGENTS.md", FileStanding.AsksEachTime)]
    [InlineData(".claude/settings.json", FileStanding.AsksEachTime)]
    [InlineData(".gitattributes", FileStanding.AsksEachTime)]
    [InlineData(".codeassistignore", FileStanding.NeverWritten)]
    [InlineData("src/.CursorIgnore", FileStanding.NeverWritten)]
    [InlineData(".git/config", FileStanding.Closed)]
    [InlineData(".git", FileStanding.Closed)]
    [InlineData(".GIT/hooks/pre-commit", FileStanding.Closed)]
    [InlineData("vendor/lib/.git/config", FileStanding.Closed)]
    [InlineData(".codeassist/policy.json", FileStanding.Closed)]
    [InlineData(".CodeAssist/policy.json", FileStanding.Closed)]
    [InlineData("sub/.codeassist/approvals.json", FileStanding.Closed)]
    [InlineData(".env", FileStanding.Closed)]
    [InlineData("deploy/id_rsa", FileStanding.Closed)]
    [InlineData("nuget.config", FileStanding.Closed)]
    [InlineData(".ssh/known_hosts", FileStanding.Closed)]
    public void Cases_6_and_21_a_file_stands_as_its_path_says_in_whatever_case(string path, FileStanding standing)
    {
        Assert.True(TaskPath.TryParse(path, out var parsed, out _));

        Assert.Equal(standing, FileStandings.Of(parsed, out var why));
        Assert.Equal(standing is FileStanding.Ordinary, why.Length == 0);
    }
}
