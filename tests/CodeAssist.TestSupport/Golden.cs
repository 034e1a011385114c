namespace CodeAssist.TestSupport;

/// <summary>Generated files of the repository: a test fails when one is stale, and rewrites it when <c>UPDATE_GOLDENS=1</c>.</summary>
public static class Golden
{
    /// <param name="path">Path below the repository's root.</param>
    /// <param name="expected">What the file must say.</param>
    public static void Verify(string path, string expected)
    {
        var file = Path.Combine(RepositoryRoot.Path, path);
        if (string.Equals(Environment.GetEnvironmentVariable("UPDATE_GOLDENS"), "1", StringComparison.Ordinal))
        {
            File.WriteAllText(file, expected);
        }

        var actual = File.Exists(file) ? File.ReadAllText(file) : "";
        if (!string.Equals(expected, actual, StringComparison.Ordinal))
        {
            throw new InvalidOperationException(
                $"{path} is stale. Run the test with UPDATE_GOLDENS=1 and commit the file.\n--- expected\n{expected}");
        }
    }
}
