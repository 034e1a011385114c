using System.Text;
using CodeAssist.Core.Review.Changes.Git;
using CodeAssist.Processes.Children;

namespace CodeAssist.Processes.Git;

/// <summary>The machine's own <c>git</c>, found along the search path. It only reads for us, and runs nothing that a repository names.</summary>
/// <remarks>
/// A repository's configuration can name programs for nearly everything Git does. Those with a fixed name are overridden by <see cref="GitOverrides"/>; those
/// that a repository names itself (filters) are asked for when a folder is opened, and overridden one by one. Overrides travel in variables, where any name
/// can be written; Git reads them since 2.31.
/// </remarks>
public sealed class GitProgram : IGit
{
    private static readonly TimeSpan _usualLimit = TimeSpan.FromMinutes(2);
    private static readonly Version _oldest = new(2, 31);

    private readonly Func<string, string?> _variable;
    private readonly GitRun _run;
    private readonly Lock _lock = new();
    private (string Program, GitFailure? Objection)? _checked;

    /// <summary>
    /// Whether the index that the starter's <c>GIT_INDEX_FILE</c> names is the repository's: Git gives a hook of <c>commit --all</c> the index of that commit. An editor that was started from a
    /// hook means its repository as it is.
    /// </summary>
    public bool ServesHooks { get; init; }

    /// <param name="time">Measures the limit.</param>
    public GitProgram(TimeProvider time)
        : this(Environment.GetEnvironmentVariable, time, _usualLimit)
    {
    }

    /// <param name="variable">Reads a variable of the user.</param>
    /// <param name="time">Measures the limit.</param>
    /// <param name="limit">Longest that one command may take.</param>
    internal GitProgram(Func<string, string?> variable, TimeProvider time, TimeSpan limit)
    {
        _variable = variable;
        _run = new GitRun(time, limit);
    }

    public async Task<GitOpening> OpenAsync(string folder, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(folder))
        {
            return Failed(GitFailureKind.FolderMissing, $"There is no folder '{folder}'", "Name an existing folder");
        }

        if (Find() is not { } program)
        {
            return Failed(GitFailureKind.ProgramMissing, "Git was not found", "Install Git, or put it on the search path");
        }

        var bare = new GitFolder(_run, new Executable(program, []), ChildEnvironment.ForGit(_variable, ServesHooks ? IndexOfHook(folder) : null), folder);
        if (await ObjectionAsync(program, bare, cancellationToken) is { } objection)
        {
            return new GitOpening.Failed(objection);
        }

        var settled = bare.With(GitOverrides.Fixed);
        return await settled.AskAsync(["config", "--list", "--name-only", "-z"], default, cancellationToken) switch
        {
            GitAnswer.Failed(var failure) => new GitOpening.Failed(failure),
            GitAnswer.Done(var names) => new GitOpening.Opened(settled.With([.. GitOverrides.Fixed, .. GitOverrides.OfDrivers(Encoding.UTF8.GetString(names.Span))])),
            _ => throw new InvalidOperationException("An answer is either."),
        };
    }

    private string? IndexOfHook(string folder) => _variable(ChildEnvironment.GitIndex) is { Length: > 0 } index ? Path.GetFullPath(index, folder) : null;

    // Relative entries mean the folder of whoever looks: a program placed there would be run as git.
    private string? Find() =>
        (_variable("PATH") ?? "").Split(Path.PathSeparator)
            .Where(Path.IsPathFullyQualified)
            .Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? "git.exe" : "git"))
            .FirstOrDefault(IsProgram);

    private static bool IsProgram(string path)
    {
        const UnixFileMode Runs = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        return File.Exists(path) && (OperatingSystem.IsWindows() || (File.GetUnixFileMode(path) & Runs) is not UnixFileMode.None);
    }

    // Asked once for each program that is found.
    private async Task<GitFailure?> ObjectionAsync(string program, GitFolder folder, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_checked is { } known && string.Equals(known.Program, program, StringComparison.Ordinal))
            {
                return known.Objection;
            }
        }

        var answer = await folder.AskAsync(["--version"], default, cancellationToken);
        if (answer is not GitAnswer.Done(var output))
        {
            // Not remembered: another time it may start.
            return (answer as GitAnswer.Failed)?.Failure;
        }

        var words = Encoding.UTF8.GetString(output.Span).Trim();
        var objection = VersionIn(words) is { } version && version >= _oldest ? null : new GitFailure(
            GitFailureKind.ProgramTooOld,
            $"'{program}' is '{words}', which cannot be kept from running programs that a repository names.",
            $"Install Git {_oldest} or newer.");
        lock (_lock)
        {
            _checked = (program, objection);
        }

        return objection;
    }

    // "git version 2.39.5", with anything behind it: "(Apple Git-154)", ".windows.1".
    private static Version? VersionIn(string words) =>
        words.Split(' ') is ["git", "version", var number, ..] && number.Split('.') is [var major, var minor, ..]
        && int.TryParse(major, System.Globalization.CultureInfo.InvariantCulture, out var first)
        && int.TryParse(minor, System.Globalization.CultureInfo.InvariantCulture, out var second)
            ? new Version(first, second)
            : null;

    private static GitOpening.Failed Failed(GitFailureKind kind, string message, string nextStep) =>
        new(new GitFailure(kind, message + ".", nextStep + "."));
}
