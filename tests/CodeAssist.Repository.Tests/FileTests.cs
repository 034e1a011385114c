using System.Text.RegularExpressions;

namespace CodeAssist.Repository.Tests;

/// <summary>Rules on single files: length, names, suppressed warnings, addresses.</summary>
public sealed partial class FileTests
{
    private static readonly string[] _bannedSuffixes = ["Helper", "Helpers", "Utils", "Utilities", "Manager", "Impl", "Info", "Data", "Base"];

    // Names that a protocol gives are kept as they are, so that a reader finds them in its specification.
    private static readonly string[] _protocolNames = ["ServerInfo", "ClientInfo", "SelectedCompletionInfo"];

    /// <summary>Raising a limit needs a line in docs/decisions.md.</summary>
    [Theory]
    [InlineData("server", ".cs", 400)]
    [InlineData("tests", ".cs", 600)]
    [InlineData("tools", ".mjs", 400)]
    [InlineData("vscode-extension/src", ".ts", 250)]
    [InlineData("tests/vscode-extension", ".mjs", 400)]
    public void Files_stay_short(string folder, string ending, int limit)
    {
        var tooLong = RepositoryFiles.Under(folder, ending).Select(path => (Path: path, RepositoryFiles.ReadLines(path).Length)).Where(file => file.Length > limit);
        Rule.Holds($"More than {limit} lines; one idea per file:", tooLong.Select(file => $"{file.Path}: {file.Length}"));
    }

    /// <summary>The editor's side decides nothing, so it has no reason to grow.</summary>
    [Fact]
    public void The_editor_extension_stays_thin()
    {
        var lines = RepositoryFiles.Under("vscode-extension/src", ".ts").Sum(path => RepositoryFiles.ReadLines(path).Length);

        Assert.InRange(lines, 100, 1000);
    }

    [Fact]
    public void Types_of_the_product_are_named_after_their_job()
    {
        var types = Room.All.SelectMany(room =>
        {
            using var assembly = room.Load();
            return assembly.OwnTypes;
        }).ToList();

        Assert.NotEmpty(types);
        var vague = types.Except(_protocolNames, StringComparer.Ordinal).Where(name => _bannedSuffixes.Any(suffix => name.EndsWith(suffix, StringComparison.Ordinal)));
        Rule.Holds("Name the thing after what it does:", vague);
    }

    [Fact]
    public void A_suppressed_warning_says_why()
    {
        var sources = RepositoryFiles.Under("server", ".cs").Concat(RepositoryFiles.Under("tests", ".cs"));

        // This file's own examples are strings.
        var unreasoned = sources.Where(path => !path.EndsWith($"/{nameof(FileTests)}.cs", StringComparison.Ordinal))
            .SelectMany(path => Unreasoned(RepositoryFiles.ReadLines(path)).Select(line => $"{path}: {line.Trim()}"));
        Rule.Holds("Say why, behind the pragma or in the justification:", unreasoned);
    }

    [Theory]
    [InlineData("#pragma warning disable CA1031")]
    [InlineData("#pragma warning disable CA1031 // x")]
    [InlineData("[SuppressMessage(\"Design\", \"CA1031\")]")]
    public void A_suppressed_warning_without_a_reason_is_found(string line) => Assert.Single(Unreasoned([line]));

    [Fact]
    public void A_suppressed_warning_with_a_reason_is_fine() =>
        Assert.Empty(Unreasoned(["#pragma warning disable CA1031 // Border: one broken query must not take the others down.", "#pragma warning restore CA1031"]));

    /// <summary>Where packages come from is the business of each machine's configuration.</summary>
    [Fact]
    public void No_file_names_a_package_registry()
    {
        Rule.Holds("These files name a package registry:", RepositoryFiles.Text.Where(path => Registry().IsMatch(RepositoryFiles.Read(path))));
    }

    [Theory]
    [InlineData("https:", "//registry.", "example.org/x")]
    [InlineData("https:", "//api.nu", "get.org/v3/index.json")]
    [InlineData("registry=", "registry.", "npmjs.org")]
    public void A_package_registry_would_be_found(string first, string second, string third) => Assert.Matches(Registry(), first + second + third);

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        var solution = RepositoryFiles.Read("CodeAssist.sln").Replace('\\', '/');

        // Restoring the packages' project downloads the .NET runtime of every platform.
        var projects = RepositoryFiles.All.Where(path => path.EndsWith(".csproj", StringComparison.Ordinal)).Except(["tools/package/CodeAssist.Package.csproj"], StringComparer.Ordinal);
        Rule.Holds("Add to CodeAssist.sln:", projects.Where(path => !solution.Contains($"\"{path}\"", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_root_holds_only_what_belongs_there()
    {
        string[] expected =
        [
            ".ci", ".editorconfig", ".gitattributes", ".gitignore", ".npmrc", "ARCHITECTURE.md", "BannedSymbols.txt", "CHANGELOG.md",
            "CONTRIBUTING.md", "CodeAssist.sln", "Directory.Build.props", "Directory.Packages.props", "LICENSE", "README.md",
            "THIRD-PARTY-NOTICES.md", "docs", "global.json", "models", "package-lock.json", "package.json", "server", "tests", "tools",
            "training", "vscode-extension",
        ];

        // A worktree has a file named .git where a clone has a folder.
        var entries = RepositoryFiles.All.Select(path => path.Split('/')[0]);
        Rule.Holds("These do not belong at the root:", entries.Except([.. expected, ".git"], StringComparer.Ordinal));
    }

    private static IEnumerable<string> Unreasoned(IEnumerable<string> lines) => lines.Where(line =>
        (PragmaDisable().IsMatch(line) && !PragmaWithReason().IsMatch(line))
        || (Suppression().IsMatch(line) && !line.Contains("Justification", StringComparison.Ordinal)));

    [GeneratedRegex(@"^\s*#pragma warning disable", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PragmaDisable();

    [GeneratedRegex(@"^\s*#pragma warning disable [A-Z0-9, ]+ // .{10,}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PragmaWithReason();

    [GeneratedRegex(@"^\s*\[(assembly: )?(Unconditional)?SuppressMessage\(", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Suppression();

    [GeneratedRegex(@"https?://[a-z0-9.-]*(nuget|npm|registry|debian)[a-z0-9.-]*/|\b(registry|api|www)[.](npmjs|nuget)\.", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Registry();
}
