using System.Text.RegularExpressions;

namespace CodeAssist.Repository.Tests;

/// <summary>Documents name files that exist: a text that outlived the truth is worse than none.</summary>
public sealed partial class DocumentTests
{
    [Fact]
    public void Every_path_and_source_file_that_a_document_names_exists()
    {
        var missing = RepositoryFiles.All.Where(path => path.EndsWith(".md", StringComparison.Ordinal))
            .SelectMany(document => Missing(document, RepositoryFiles.Read(document)).Select(name => $"{document}: {name}"));

        Rule.Holds("These documents name files that are not there:", missing);
    }

    [Theory]
    [InlineData("Look at `server/CodeAssist.Core/Nowhere.cs`.", "server/CodeAssist.Core/Nowhere.cs")]
    [InlineData("It lives in `Nowhere.cs`, see there.", "Nowhere.cs")]
    [InlineData("the folder tests/CodeAssist.Nowhere.Tests/ holds", "tests/CodeAssist.Nowhere.Tests/")]
    [InlineData("[the design](docs/nowhere.md)", "docs/nowhere.md")]
    [InlineData("[beside](nowhere.md)", "nowhere.md")]
    public void A_missing_file_is_found(string text, string name) => Assert.Single(Missing("README.md", text).Distinct(StringComparer.Ordinal), name);

    [Theory]
    [InlineData("`server/CodeAssist.Core/CodeAssist.Core.csproj` and `server/CodeAssist.Core`.")]
    [InlineData("`CompiledAssembly.cs`, [the licence](LICENSE), [elsewhere](https://example.org/a.md), [below](#here)")]
    [InlineData("one folder per room: `server/CodeAssist.<Room>/`, `server/*/packages.lock.json`")]
    [InlineData("either server/client or a ratio of tests/hour")]
    [InlineData("a line of code: `Compile(\"One.proto\", \"Nowhere.cs\");`")]
    public void What_exists_or_is_no_path_is_fine(string text) => Assert.Empty(Missing("README.md", text));

    private static IEnumerable<string> Missing(string document, string text)
    {
        var folder = document.Contains('/', StringComparison.Ordinal) ? document[..(document.LastIndexOf('/') + 1)] : "";
        var paths = RepositoryPath().Matches(text).Select(match => match.Value.TrimEnd('.')).Where(path => !Exists(path));
        var links = Link().Matches(text).Select(match => match.Groups["target"].Value).Where(target => !Exists(target) && !Exists(folder + target));

        // A line of somebody's code: what it names is not ours.
        var words = CodeSpan().Replace(text, span => span.Value.Contains(' ', StringComparison.Ordinal) ? "" : span.Value);
        var sources = SourceFile().Matches(words).Select(match => match.Value)
            .Where(name => !RepositoryFiles.All.Any(path => path.EndsWith("/" + name, StringComparison.Ordinal)));
        return paths.Concat(links).Concat(sources);
    }

    private static bool Exists(string path)
    {
        var full = Path.Combine(RepositoryFiles.Root, path);
        return File.Exists(full) || Directory.Exists(full);
    }

    // Below a folder of the root, with a dot or a further folder in it: "server/client" in prose is no path.
    [GeneratedRegex(@"(?<![\w./-])(?:server|tests|tools|docs|models|training|vscode-extension|\.ci)/(?:[\w-]+[./])+[\w./-]*(?![\w<*{])", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex RepositoryPath();

    [GeneratedRegex(@"\]\((?<target>(?!https?:|#|mailto:)[^)#\s]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Link();

    [GeneratedRegex(@"`[^`\n]+`", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex CodeSpan();

    [GeneratedRegex(@"(?<![\w./*>}-])[A-Z]\w*(?:\.\w+)*\.cs\b(?!proj)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SourceFile();
}
