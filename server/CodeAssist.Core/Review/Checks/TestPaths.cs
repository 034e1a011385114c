namespace CodeAssist.Core.Review.Checks;

/// <summary>Tells tests from the code that they are about, by the names that projects give them.</summary>
public static class TestPaths
{
    private static readonly string[] _folders = ["test", "tests", "__tests__", "spec", "specs", "e2e", "cypress", "testing", "fixtures", "testdata", "benchmarks", "samples", "examples"];

    /// <param name="path">With forward slashes.</param>
    public static bool IsTest(string path)
    {
        var parts = path.Split('/');
        return parts[..^1].Any(IsTestFolder) || IsTestFile(parts[^1]);
    }

    private static bool IsTestFolder(string name) =>
        _folders.Contains(name, StringComparer.OrdinalIgnoreCase)
        || name.EndsWith(".Tests", StringComparison.OrdinalIgnoreCase)
        || name.EndsWith(".Test", StringComparison.OrdinalIgnoreCase)
        || name.EndsWith(".UnitTests", StringComparison.OrdinalIgnoreCase)
        || name.EndsWith(".IntegrationTests", StringComparison.OrdinalIgnoreCase);

    private static bool IsTestFile(string name)
    {
        var stem = name.Split('.');
        return stem[..^1].Skip(1).Any(part => part is "test" or "spec" or "tests" or "cy" or "e2e")
            || stem[0].EndsWith("_test", StringComparison.Ordinal)
            || stem[0].EndsWith("_spec", StringComparison.Ordinal)
            || stem[0].StartsWith("test_", StringComparison.Ordinal)
            || stem[0].EndsWith("Tests", StringComparison.Ordinal)
            || stem[0].EndsWith("Test", StringComparison.Ordinal);
    }
}
