using System.Diagnostics;
using System.Text;
using CodeAssist.Core.Review.Changes.Git;
using CodeAssist.Processes.Children;
using CodeAssist.Processes.Git;
using CodeAssist.TestSupport;

namespace CodeAssist.Processes.Tests.Git;

public sealed class GitProgramTests : IDisposable
{
    private static readonly TimeSpan _long = TimeSpan.FromMinutes(1);

    private readonly TemporaryRepository _repository = TemporaryRepository.Create();
    private readonly TemporaryRepository _programs = TemporaryRepository.CreateFolder();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _repository.Dispose();
        _programs.Dispose();
    }

    [Fact]
    public async Task What_git_writes_arrives_as_it_is_and_what_it_reads_too()
    {
        var folder = Opened(await new GitProgram(TimeProvider.System).OpenAsync(_repository.Root, Cancellation));
        var content = Enumerable.Range(0, 3_000_000).Select(index => (byte)index).ToArray();
        var id = Text(await folder.AskAsync(["hash-object", "-w", "--stdin"], content, Cancellation)).TrimEnd();

        var answer = await folder.AskAsync(["cat-file", "blob", id], default, Cancellation);

        Assert.True(Assert.IsType<GitAnswer.Done>(answer).Output.Span.SequenceEqual(content));
    }

    [Fact]
    public async Task Where_there_is_no_git_it_says_what_to_do()
    {
        var failure = Failure(await Program(PathOf(_programs.Root)).OpenAsync(_repository.Root, Cancellation));

        Assert.Equal(GitFailureKind.ProgramMissing, failure.Kind);
        Assert.Contains("Install Git", failure.NextStep, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_git_in_the_folder_under_review_is_not_taken_for_the_users()
    {
        _repository.WriteProgram("git", "exit 1");

        Assert.Equal(GitFailureKind.ProgramMissing, Failure(await Program(PathOf("", ".", "git")).OpenAsync(_repository.Root, Cancellation)).Kind);
    }

    [Theory]
    [InlineData("git version 2.30.9", false)]
    [InlineData("git version 1.8.3.1", false)]
    [InlineData("something else", false)]
    [InlineData("git version 2.31.0", true)]
    [InlineData("git version 2.39.5 (Apple Git-154)", true)]
    [InlineData("git version 3.0.windows.1", true)]
    public async Task A_git_that_cannot_be_kept_from_running_programs_is_not_used(string version, bool isUsed)
    {
        _programs.WriteProgram("git", $"echo '{version}'");

        var opening = await Program(PathOf(_programs.Root)).OpenAsync(_repository.Root, Cancellation);

        Assert.Equal(isUsed, opening is GitOpening.Opened);
        Assert.Equal(isUsed ? null : GitFailureKind.ProgramTooOld, (opening as GitOpening.Failed)?.Failure.Kind);
    }

    [Fact]
    public async Task A_git_that_does_not_end_is_ended()
    {
        _programs.WriteProgram("git", "exec sleep 600");

        var failure = Failure(await Program(PathOf(_programs.Root, "/usr/bin", "/bin"), TimeSpan.FromMilliseconds(300)).OpenAsync(_repository.Root, Cancellation));

        Assert.Equal(GitFailureKind.TimedOut, failure.Kind);
    }

    [Fact]
    public async Task Who_cancels_ends_the_program()
    {
        _programs.WriteProgram("git", $"echo $$ > '{_programs.At("id")}.new'; mv '{_programs.At("id")}.new' '{_programs.At("id")}'; exec sleep 600");
        using var cancelled = new CancellationTokenSource();
        var opening = Program(PathOf(_programs.Root, "/usr/bin", "/bin")).OpenAsync(_repository.Root, cancelled.Token);
        await Eventually.TrueAsync(() => File.Exists(_programs.At("id")));
        var id = int.Parse(await File.ReadAllTextAsync(_programs.At("id"), Cancellation), System.Globalization.CultureInfo.InvariantCulture);

        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => opening);
        await Eventually.TrueAsync(() => !IsRunning(id));
    }

    [Fact]
    public async Task A_command_that_fails_carries_what_git_said()
    {
        var folder = Opened(await new GitProgram(TimeProvider.System).OpenAsync(_repository.Root, Cancellation));

        var failure = Assert.IsType<GitAnswer.Failed>(await folder.AskAsync(["cat-file", "blob", "nowhere"], default, Cancellation)).Failure;

        Assert.Equal(GitFailureKind.Refused, failure.Kind);
        Assert.Equal("'git cat-file' ended with code 128: fatal: Not a valid object name nowhere", failure.Message);
        Assert.Equal("fatal: Not a valid object name nowhere", failure.Detail);
    }

    [Fact]
    public async Task A_folder_without_a_repository_can_be_opened_but_not_asked_about_one()
    {
        var folder = Opened(await new GitProgram(TimeProvider.System).OpenAsync(_programs.Root, Cancellation));

        Assert.Equal(
            GitFailureKind.NoRepository, Assert.IsType<GitAnswer.Failed>(await folder.AskAsync(["rev-parse", "--show-toplevel"], default, Cancellation)).Failure.Kind);
    }

    [Fact]
    public async Task A_folder_that_is_not_there_is_told_apart_from_a_missing_git() =>
        Assert.Equal(GitFailureKind.FolderMissing, Failure(await new GitProgram(TimeProvider.System).OpenAsync(_repository.At("nowhere"), Cancellation)).Kind);

    [Fact]
    public async Task Nothing_is_written_not_even_to_make_the_next_time_faster()
    {
        _repository.Write("a.cs", "one\n");
        _repository.Commit();
        File.SetLastWriteTimeUtc(_repository.At("a.cs"), new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        var before = await File.ReadAllBytesAsync(_repository.At(".git/index"), Cancellation);
        var folder = Opened(await new GitProgram(TimeProvider.System).OpenAsync(_repository.Root, Cancellation));

        Assert.IsType<GitAnswer.Done>(await folder.AskAsync(["status", "--porcelain"], default, Cancellation));

        Assert.Equal(before, await File.ReadAllBytesAsync(_repository.At(".git/index"), Cancellation));
    }

    [Theory]
    [InlineData("GIT_DIR")]
    [InlineData("GIT_WORK_TREE")]
    [InlineData("GIT_CONFIG_GLOBAL")]
    [InlineData("GIT_CONFIG_PARAMETERS")]
    [InlineData("GIT_CONFIG_COUNT")]
    [InlineData("GIT_EXTERNAL_DIFF")]
    [InlineData("GIT_SSH_COMMAND")]
    [InlineData("GIT_ASKPASS")]
    [InlineData("SSH_ASKPASS")]
    [InlineData("GIT_EXEC_PATH")]
    [InlineData("GIT_TRACE")]
    [InlineData("GIT_PAGER")]
    [InlineData("PAGER")]
    [InlineData("LANGUAGE")]
    public void Nothing_of_the_environment_steers_git(string name) =>
        Assert.DoesNotContain(ChildEnvironment.ForGit(asked => string.Equals(asked, name, StringComparison.Ordinal) ? "planted" : null, index: null).Values, value => value is "planted");

    private static GitProgram Program(string path, TimeSpan? limit = null) =>
        new(name => name is "PATH" ? path : Environment.GetEnvironmentVariable(name), TimeProvider.System, limit ?? _long);

    private static string PathOf(params string[] folders) => string.Join(Path.PathSeparator, folders);

    private static bool IsRunning(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static IGitFolder Opened(GitOpening opening) => Assert.IsType<GitOpening.Opened>(opening).Folder;

    private static GitFailure Failure(GitOpening opening) => Assert.IsType<GitOpening.Failed>(opening).Failure;

    private static string Text(GitAnswer answer) => Encoding.UTF8.GetString(Assert.IsType<GitAnswer.Done>(answer).Output.Span);
}
