using CodeAssist.EndToEnd.Tests.Support;

namespace CodeAssist.EndToEnd.Tests.CommandLine;

/// <summary>Places and files that cannot be used: code 2, one clear sentence, nothing on standard output.</summary>
public sealed class RefusedPlaceTests : ProductTest
{
    private const int Usage = 2;
    private const string Nobody = "65534";

    [Fact]
    public async Task A_file_that_is_not_there() => (await CompleteAsync("none.cs:1:1")).IsRefused(Usage, "none.cs");

    [Fact]
    public async Task A_folder() => (await CompleteAsync($"{User.Workspace}:1:1")).IsRefused(Usage, User.Workspace, "folder");

    [Fact]
    public async Task A_file_without_end()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Reads a device of Linux.");
        (await CompleteAsync("/dev/zero:1:1")).IsRefused(Usage, "/dev/zero");
    }

    [Fact]
    public async Task A_pipe_that_nobody_writes_to()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Makes a Unix pipe.");
        var pipe = Path.Combine(User.Workspace, "pipe.cs");
        await RunToolAsync("mkfifo", pipe);

        (await CompleteAsync($"{pipe}:1:1")).IsRefused(Usage, pipe);
    }

    [Fact]
    public async Task A_file_that_is_no_text()
    {
        var file = Path.Combine(User.Workspace, "binary.cs");
        await File.WriteAllBytesAsync(file, [0x7F, 0x45, 0x4C, 0x46, 0, 0, 0, 1, 2, 3], TestContext.Current.CancellationToken);

        (await CompleteAsync($"{file}:1:1")).IsRefused(Usage, file);
    }

    [Fact]
    public async Task A_file_that_is_too_large()
    {
        var file = User.WriteFile("large.cs", new string('x', 5 * 1024 * 1024));

        (await CompleteAsync($"{file}:1:1")).IsRefused(Usage, file);
    }

    [Fact]
    public async Task A_file_that_may_not_be_read()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Changes users as Linux does.");
        var file = User.WriteFile("secret.cs", "class Secret {}");
        await RunToolAsync("chmod", "000", file);
        var start = ProductPrograms.Start(User, ["complete", $"{file}:1:1"]);
        if (Environment.UserName is "root")
        {
            // Root may read everything.
            await RunToolAsync("chown", "-R", Nobody, User.Folder);
            start = ProductPrograms.Start("setpriv", User, [$"--reuid={Nobody}", $"--regid={Nobody}", "--clear-groups", start.FileName, .. start.ArgumentList]);
        }

        (await RunAsync(start)).IsRefused(Usage, file, "permissions");
    }

    [Theory]
    [InlineData(3, 1, "2 lines")]
    [InlineData(1, 99, "column 99")]
    public async Task A_place_outside_of_the_file(int line, int column, string expected)
    {
        var file = User.WriteFile("Shelf.cs", "class Shelf\n{}");

        (await CompleteAsync(FormattableString.Invariant($"{file}:{line}:{column}"))).IsRefused(Usage, file, expected);
    }

    [Theory]
    [InlineData("Shelf.cs")]
    [InlineData("Shelf.cs:1")]
    [InlineData("Shelf.cs:0:1")]
    [InlineData("Shelf.cs:one:1")]
    [InlineData("--bogus")]
    public async Task A_place_in_another_form(string place) => (await CompleteAsync(place)).IsRefused(Usage, place, "FILE:LINE:COLUMN");

    [Fact]
    public async Task One_bad_place_among_good_ones_costs_no_time_on_the_good_ones()
    {
        var file = User.WriteFile("Shelf.cs", CaretText.Obvious.Text);

        var result = await RunAsync("complete", "--json", CaretText.Obvious.Place(file), "none.cs:1:1");

        result.IsRefused(Usage, "none.cs");
        Assert.False(File.Exists(User.HostLog));
    }

    [Fact]
    public async Task No_place_at_all() => (await RunAsync("complete")).IsRefused(Usage, "complete", "--help");

    [Fact]
    public async Task No_verb_at_all() => (await RunAsync()).IsRefused(Usage, "verb", "codeassist --help");

    [Theory]
    [InlineData("frobnicate")]
    [InlineData("Complete")]
    public async Task A_verb_that_does_not_exist(string verb) => (await RunAsync(verb)).IsRefused(Usage, $"'{verb}'", "codeassist --help");

    [Theory]
    [InlineData("lsp")]
    [InlineData("doctor")]
    [InlineData("paths")]
    public async Task An_option_that_does_not_exist(string verb) => (await RunAsync(verb, "--bogus")).IsRefused(Usage, "'--bogus'", $"codeassist {verb} --help");

    [Theory]
    [InlineData("--help")]
    [InlineData("complete", "--help")]
    [InlineData("lsp", "--help")]
    public async Task Help_is_no_mistake(params string[] arguments)
    {
        var result = await RunAsync(arguments);

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("Usage:", result.Output, StringComparison.Ordinal);
        Assert.Equal("", result.Error);
    }

    private Task<CommandResult> CompleteAsync(string place) => RunAsync("complete", place);
}
