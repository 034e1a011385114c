namespace CodeAssist.Server.CommandLine;

/// <summary>The folder that a file given on the command line belongs to.</summary>
internal static class WorkspaceFolder
{
    /// <summary>The nearest folder above with a <c>.git</c>; null where there is none: who knows then what all lies around the file.</summary>
    public static string? RepositoryOf(string file) => RepositoryAround(Path.GetDirectoryName(file));

    /// <summary>The folder itself, or the nearest above it, with a <c>.git</c>.</summary>
    public static string? RepositoryAround(string? folder)
    {
        for (; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (Path.Exists(Path.Combine(folder, ".git")))
            {
                return folder;
            }
        }

        return null;
    }
}
