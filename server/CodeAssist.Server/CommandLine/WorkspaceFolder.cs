namespace CodeAssist.Server.CommandLine;

/// <summary>The folder that a file given on the command line belongs to.</summary>
internal static class WorkspaceFolder
{
    /// <summary>The nearest folder above with a <c>.git</c>; the file's own folder where there is none.</summary>
    public static string Of(string file)
    {
        var own = Path.GetDirectoryName(file) ?? file;
        for (var folder = own; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (Path.Exists(Path.Combine(folder, ".git")))
            {
                return folder;
            }
        }

        return own;
    }
}
