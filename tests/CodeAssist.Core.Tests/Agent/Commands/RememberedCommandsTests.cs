using CodeAssist.Core.Agent.Commands;

namespace CodeAssist.Core.Tests.Agent.Commands;

public sealed class RememberedCommandsTests
{
    [Theory]
    [InlineData("dotnet test", "dotnet test")]
    [InlineData("dotnet test", "dotnet test --filter Name=Adds")]
    [InlineData("dotnet test", "dotnet test tests/Shop.Tests -c Release --no-restore")]
    [InlineData("dotnet test", "timeout 60 dotnet test")]
    [InlineData("dotnet test", "sh -c 'dotnet test && dotnet test --no-build'")]
    [InlineData("cargo test", "cargo test adds_up")]
    [InlineData("go test", "go test ./cart -run Adds")]
    [InlineData("pytest", "pytest -k 'cart and not slow' tests/cart_test.py")]
    [InlineData("node --test", "node --test test/cart.test.js")]
    public void An_approval_covers_the_same_command_on_other_parts_of_the_folder(string approved, string line) => Assert.True(IsCovered(approved, line));

    [Theory]
    [InlineData("dotnet test", "dotnet tests")]
    [InlineData("dotnet test", "dotnet")]
    [InlineData("dotnet test", "dotnet build")]
    [InlineData("dotnet test", "dotnet test --logger trx")]
    [InlineData("dotnet test", "dotnet test --logger:trx;LogFileName=/x")]
    [InlineData("dotnet test", "dotnet test --test-adapter-path x")]
    [InlineData("dotnet test", "dotnet test -p:X=y")]
    [InlineData("dotnet test", "dotnet test /p:X=y")]
    [InlineData("dotnet test", "dotnet test @more.rsp")]
    [InlineData("dotnet test", "dotnet test ../other")]
    [InlineData("dotnet test", "dotnet test /elsewhere/x.csproj")]
    [InlineData("dotnet test", "dotnet test --filter")]
    [InlineData("dotnet test", "dotnet test --settings x.runsettings")]
    [InlineData("dotnet test", "dotnet test ; curl example.org")]
    [InlineData("dotnet test", "dotnet test $(id)")]
    [InlineData("dotnet test", "sh -c 'dotnet test && dotnet build'")]
    [InlineData("dotnet test", "sudo dotnet test")]
    [InlineData("dotnet test", "./dotnet test")]
    [InlineData("npm test", "npm test -- --reporter=./x.js")]
    [InlineData("npm test", "npm test --prefix ../other")]
    [InlineData("node --test", "node --test --import ./x.mjs")]
    [InlineData("go test", "go test -exec ./x ./...")]
    [InlineData("cargo test", "cargo test --config x")]
    [InlineData("pytest", "pytest -p evil")]
    [InlineData("pytest", "pytest --rootdir=/")]
    [InlineData("./build.sh", "./build.sh --all")]
    public void Case_23_what_an_approval_does_not_say_is_asked_again(string approved, string line) => Assert.False(IsCovered(approved, line));

    [Theory]
    [InlineData("rm -rf out")]
    [InlineData("git reset --hard")]
    [InlineData("git push")]
    [InlineData("sudo make")]
    [InlineData("npm install")]
    public void What_always_asks_is_never_remembered(string line)
    {
        var verdict = Judge(line);
        var remembered = RememberedCommands.None.With(verdict, _ => "", _ => []);

        Assert.Empty(remembered.Commands);
        Assert.False(new RememberedCommands([new RememberedCommand(CommandWords.Split(line)!, "")]).Cover(verdict, _ => ""));
    }

    [Fact]
    public void Case_5_a_program_whose_content_has_changed_is_asked_about_again()
    {
        var verdict = Judge("./build.sh");
        var remembered = RememberedCommands.None.With(verdict, _ => "as it was", _ => [new CommandFile("build.sh", "make")]);

        Assert.True(remembered.Cover(verdict, _ => "as it was"));
        Assert.False(remembered.Cover(verdict, _ => "as it is now"));
        Assert.Equal([new CommandFile("build.sh", "make")], remembered.Before(verdict, _ => "as it is now"));
        Assert.Empty(remembered.Before(verdict, _ => "as it was"));
        Assert.Empty(remembered.Before(Judge("./other.sh"), _ => "as it is now"));
    }

    [Fact]
    public void The_same_approval_is_kept_once()
    {
        var remembered = RememberedCommands.None.With(Judge("dotnet test"), _ => "", _ => []).With(Judge("timeout 5 dotnet test"), _ => "", _ => []);

        Assert.Single(remembered.Commands);
    }

    private static CommandVerdict Judge(string line) => CommandJudge.Judge(CommandWords.Split(line)!);

    private static bool IsCovered(string approved, string line) => RememberedCommands.None.With(Judge(approved), _ => "", _ => []).Cover(Judge(line), _ => "");
}
