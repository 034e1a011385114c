using CodeAssist.Core.Policy;
using CodeAssist.Processes.Directories;

namespace CodeAssist.Processes.Policy;

/// <summary>Collects by what a repository is known again: its place, the directory itself whatever it is called, and its remotes.</summary>
internal static class RepositoryMarksReader
{
    private const int LargestConfiguration = 1024 * 1024;

    public static RepositoryMarks Read(RepositoryPlace place)
    {
        try
        {
            var home = place.GitDirectory ?? place.Root;
            List<string> marks = [$"path:{home}"];
            if (FileStatus.IdentityOf(home) is { } identity)
            {
                marks.Add($"directory:{identity}");
            }

            if (place.GitDirectory is { } git)
            {
                marks.AddRange(Remotes(Path.Combine(git, "config")).Select(remote => $"remote:{remote}"));
            }

            return new RepositoryMarks.Known([.. marks.Distinct(StringComparer.Ordinal)]);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new RepositoryMarks.Unknown("cannot be read");
        }
    }

    // Only addresses are taken from it: Git itself would also run what such a file names.
    private static List<string> Remotes(string configuration)
    {
        if (!File.Exists(configuration))
        {
            return [];
        }

        if (!FileStatus.IsRegular(configuration) || new FileInfo(configuration).Length > LargestConfiguration)
        {
            throw new InvalidDataException($"{configuration} is no ordinary configuration");
        }

        List<string> remotes = [];
        var isRemote = false;
        foreach (var line in File.ReadLines(configuration).Select(line => line.Trim()))
        {
            if (line.StartsWith('['))
            {
                isRemote = line.StartsWith("[remote", StringComparison.OrdinalIgnoreCase);
            }
            else if (isRemote && line.Split('=', 2) is [var key, var value] && key.Trim().ToUpperInvariant() is "URL" or "PUSHURL")
            {
                remotes.Add(RemoteAddress.Normalize(value.Trim().Trim('"')));
            }
        }

        return remotes;
    }
}
