using System.Security.Cryptography;
using System.Text.Json;

namespace CodeAssist.Repository.Tests;

/// <summary>What comes from others is pinned, named with its licence, and does not say where it was fetched from.</summary>
public sealed class PackageTests
{
    private const string Notices = "THIRD-PARTY-NOTICES.md";

    [Fact]
    public void The_notices_name_every_shipped_package_with_its_version()
    {
        var notices = RepositoryFiles.ReadLines(Notices);

        var unnamed = Packages.Shipped.Concat(Packages.Node)
            .Where(package => !notices.Any(line => Names(line, package.Name) && line.Contains(package.Version, StringComparison.Ordinal)));
        Rule.Holds($"{Notices} needs a line with name and version of:", unnamed.Select(package => package.ToString()));
    }

    [Fact]
    public void The_notices_name_every_package_used_to_build_and_test()
    {
        var notices = RepositoryFiles.ReadLines(Notices);

        var unnamed = Packages.Development.Select(package => package.Name).Where(name => !notices.Any(line => Names(line, name)));
        Rule.Holds($"{Notices} needs a line for:", unnamed);
    }

    [Fact]
    public void Every_project_has_a_lock_file()
    {
        var projects = RepositoryFiles.All.Where(path => path.EndsWith(".csproj", StringComparison.Ordinal));

        var unlocked = projects.Where(path => !RepositoryFiles.All.Contains(path[..(path.LastIndexOf('/') + 1)] + "packages.lock.json", StringComparer.Ordinal));
        Rule.Holds("Run 'dotnet restore CodeAssist.sln' and commit the lock files of:", unlocked);
    }

    /// <summary>The project that packages the programs is not part of the solution, whose restore therefore leaves its lock file as it is.</summary>
    [Fact]
    public void The_package_project_has_locked_what_the_programs_have()
    {
        var missing = Packages.Shipped.Except(Packages.Packaged).Select(package => package.ToString());

        Rule.Holds("Run 'dotnet restore tools/package/CodeAssist.Package.csproj --force-evaluate' and commit its lock file; it lacks:", missing);
    }

    [Fact]
    public void Every_version_is_exact()
    {
        Assert.All(Packages.Node, package => Assert.Matches(@"^\d+\.\d+\.\d+$", package.Version));
        Assert.DoesNotMatch("Version=\"[^\"]*[*,]", RepositoryFiles.Read("Directory.Packages.props"));
    }

    [Fact]
    public void The_npm_lock_files_pin_contents_but_no_download_address()
    {
        Assert.All(Packages.NodeLocks, path =>
        {
            using var document = JsonDocument.Parse(RepositoryFiles.Read(path));
            var packages = document.RootElement.GetProperty("packages").EnumerateObject().Where(entry => entry.Name.Length > 0).ToList();

            Assert.NotEmpty(packages);
            Assert.All(packages, entry =>
            {
                Assert.True(entry.Value.TryGetProperty("integrity", out _), entry.Name);
                Assert.False(entry.Value.TryGetProperty("resolved", out _), entry.Name);
            });
        });
    }

    [Fact]
    public void The_models_card_names_the_file_by_its_digest_and_size()
    {
        const string model = "models/codeassist-builtin.q8_0.gguf";
        var content = File.ReadAllBytes(Path.Combine(RepositoryFiles.Root, model));
        var card = RepositoryFiles.Read("models/README.md");

        Assert.Contains(Convert.ToHexStringLower(SHA256.HashData(content)), card, StringComparison.Ordinal);
        Assert.Contains(Path.GetFileName(model), card, StringComparison.Ordinal);
        Assert.True(content.Length <= 40 * 1024 * 1024, $"{model} has {content.Length} bytes; the repository carries at most 40 MiB.");
    }

    private static bool Names(string line, string package) => line.Contains($"`{package}`", StringComparison.Ordinal);
}
