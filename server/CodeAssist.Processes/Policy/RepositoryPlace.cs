namespace CodeAssist.Processes.Policy;

/// <summary>Where the repository of a folder lies, found by reading directories only: no program runs and nothing of a repository is obeyed.</summary>
/// <param name="Root">Top of the working tree; the folder itself where it belongs to no repository.</param>
/// <param name="GitDirectory">What all worktrees of the repository share; null where there is no repository.</param>
internal sealed record RepositoryPlace(string Root, string? GitDirectory)
{
    private const string Git = ".git";
    private const string Pointer = "gitdir:";
    private const int LongestPointer = 4096;

    /// <param name="folder">Absolute path.</param>
    /// <exception cref="IOException">Something on the way cannot be read or makes no sense.</exception>
    /// <exception cref="UnauthorizedAccessException">Something on the way may not be read.</exception>
    public static RepositoryPlace Of(string folder)
    {
        var start = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        for (var directory = start; directory is not null; directory = Path.GetDirectoryName(directory))
        {
            // Listed, not tested: "may not be looked at" must not pass for "is not there".
            if (Directory.Exists(directory) && Directory.EnumerateFileSystemEntries(directory, Git).Any())
            {
                return new RepositoryPlace(directory, Shared(Path.Combine(directory, Git)));
            }
        }

        return new RepositoryPlace(start, null);
    }

    // A worktree and a submodule have a file in place of the directory, and a worktree's own directory names the shared one.
    private static string Shared(string git)
    {
        if (!Directory.Exists(git))
        {
            var pointer = OneLine(git);
            if (!pointer.StartsWith(Pointer, StringComparison.Ordinal))
            {
                throw new InvalidDataException($"{git} does not name a repository");
            }

            git = Path.GetFullPath(pointer[Pointer.Length..].Trim(), Path.GetDirectoryName(git)!);
            if (!Directory.Exists(git))
            {
                throw new DirectoryNotFoundException($"{git} is not there");
            }
        }

        var common = Path.Combine(git, "commondir");
        return File.Exists(common) ? Path.GetFullPath(OneLine(common), git) : git;
    }

    private static string OneLine(string file)
    {
        if (!Directories.FileStatus.IsRegular(file))
        {
            throw new InvalidDataException($"{file} is not an ordinary file");
        }

        using var reader = new StreamReader(file);
        var line = new char[LongestPointer];
        var length = reader.ReadBlock(line);

        return new string(line, 0, length).Split('\n')[0].Trim();
    }
}
