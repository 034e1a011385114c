using CodeAssist.Server.Delegating.Background;
using CodeAssist.TestSupport;

namespace CodeAssist.Server.Tests.Delegating.Background;

/// <summary>What builds and tests a project is seen by the files at its root.</summary>
public sealed class ProjectChecksTests : IDisposable
{
    private readonly TemporaryRepository _repository = TemporaryRepository.CreateFolder();

    public void Dispose() => _repository.Dispose();

    [Theory]
    [InlineData("Shop.sln", "", "dotnet build|dotnet test --no-build")]
    [InlineData("package.json", """{"scripts":{"test":"node --test"}}""", "npm test")]
    [InlineData("package.json", """{"scripts":{"test":"echo \"Error: no test specified\" && exit 1"}}""", "")]
    [InlineData("package.json", "{ not json", "")]
    [InlineData("Cargo.toml", "", "cargo test")]
    [InlineData("go.mod", "", "go build ./...|go test ./...")]
    [InlineData("pytest.ini", "[pytest]\n", "python3 -m pytest -q")]
    [InlineData("pyproject.toml", "[tool.pytest.ini_options]\n", "python3 -m pytest -q")]
    [InlineData("test_sum.py", "import unittest\n", "python3 -m unittest")]
    [InlineData("Makefile", "all:\n\ntest: all\n", "make test")]
    [InlineData("Makefile", "all:\n", "")]
    [InlineData("README.md", "Words.\n", "")]
    public async Task A_project_says_how_it_is_checked(string file, string text, string expected)
    {
        _repository.Write(file, text);

        var checks = await ProjectChecks.DetectAsync(_repository.Root, TestContext.Current.CancellationToken);

        Assert.Equal(expected, string.Join('|', checks.Select(check => check.Words)));
    }

    [Fact]
    public void Named_commands_are_words_between_blanks() =>
        Assert.Equal([["npm", "test"], ["make"]], ProjectChecks.Named(["npm  test", " ", "make"]).Select(check => check.Arguments));
}
