using System.Formats.Tar;

namespace CodeAssist.Benchmarks.Histories;

/// <summary>Commits of a repository, merges left out, spread evenly over its history.</summary>
internal static class GitHistory
{
    /// <param name="repository">Folder of a clone.</param>
    /// <param name="most">At most so many commits.</param>
    /// <param name="scratch">Folder for the trees of one commit at a time; each replaces the one before.</param>
    public static IEnumerable<Change> Changes(string repository, int most, string scratch)
    {
        var commits = Program.Run("git", ["-C", repository, "log", "--no-merges", "--diff-filter=AM", "--format=%H", "--reverse", "--", "*.cs"])
            .Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).ToList();
        var step = Math.Max(1.0, (double)commits.Count / most);
        for (var at = 0.0; at < commits.Count; at += step)
        {
            var commit = commits[(int)at];
            var (before, after) = (Path.Combine(scratch, "before"), Path.Combine(scratch, "after"));
            Extract(repository, commit + "^", before, scratch);
            Extract(repository, commit, after, scratch);
            yield return new Change(commit[..10], before, after);
        }
    }

    private static void Extract(string repository, string commit, string folder, string scratch)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        Directory.CreateDirectory(folder);
        var archive = Path.Combine(scratch, "tree.tar");
        Program.Run("git", ["-C", repository, "archive", "--format=tar", "-o", archive, commit]);
        TarFile.ExtractToDirectory(archive, folder, overwriteFiles: true);
    }
}
