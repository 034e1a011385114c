namespace CodeAssist.TestSupport;

/// <summary>Where the repository and the built product lie, found from the test's own folder.</summary>
public static class RepositoryRoot
{
    public static string Path { get; } = Find();

    /// <summary>The folder <c>npm test</c> publishes server, broker and host into; its <c>llama</c> folder holds the native libraries.</summary>
    public static string Product { get; } = System.IO.Path.Combine(Path, "artifacts", "app");

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "CodeAssist.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"No CodeAssist.sln above {AppContext.BaseDirectory}. Run the tests from a checkout.");
    }
}
