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

    /// <summary>The same for a part of a file that is otherwise written by hand: what stands between <c>&lt;!-- begin NAME --&gt;</c> and <c>&lt;!-- end NAME --&gt;</c>.</summary>
    /// <param name="path">Path below the repository's root.</param>
    /// <param name="name">Of the part.</param>
    /// <param name="expected">What stands between the two lines, each with its line end.</param>
    public static void VerifyPart(string path, string name, string expected)
    {
        var whole = File.ReadAllText(Path.Combine(RepositoryRoot.Path, path));
        var begin = whole.IndexOf($"<!-- begin {name}", StringComparison.Ordinal);
        var start = begin < 0 ? -1 : whole.IndexOf('\n', begin) + 1;
        var end = whole.IndexOf($"<!-- end {name} -->", StringComparison.Ordinal);
        if (start <= 0 || end < start)
        {
            throw new InvalidOperationException($"{path} has no part {name}.");
        }

        Verify(path, whole[..start] + expected + whole[end..]);
    }
}
