using CodeAssist.Core.Review.Changes;
using CodeAssist.Core.Review.Checks;
using CodeAssist.Core.Review.Checks.Changes;
using CodeAssist.Core.Review.Findings;
using CodeAssist.Core.Review.Reviewers;
using CodeAssist.Core.Text;

namespace CodeAssist.Core.Tests.Review.Checks.Changes;

public sealed class ChangeChecksTests
{
    [Fact]
    public void A_large_binary_is_told_when_it_is_new()
    {
        Assert.Equal(["large-binary: intro.mp4"], Find(Binary("intro.mp4", 3 << 20)), StringComparer.Ordinal);
        Assert.Empty(Find(Binary("icon.png", 20 << 10)));
        Assert.Empty(Find(Binary("intro.mp4", 3 << 20) with { Kind = ChangeKind.Modified }));
    }

    [Theory]
    [InlineData("src/Cart.cs.orig")]
    [InlineData("src/Cart.cs.rej")]
    public void What_a_merge_leaves_behind_is_told(string path) => Assert.Equal([$"merge-leftover: {path}"], Find(Added(path)), StringComparer.Ordinal);

    [Theory]
    [InlineData(".env")]
    [InlineData("server/.env.production")]
    [InlineData("certs/server.pfx")]
    [InlineData("deploy/id_rsa")]
    [InlineData(".git-credentials")]
    [InlineData("infra/terraform.tfstate")]
    [InlineData("home/.aws/credentials")]
    [InlineData("home/.bash_history")]
    public void A_file_that_holds_secrets_is_told_when_it_is_new(string path) => Assert.Equal([$"sensitive-file: {path}"], Find(Added(path)), StringComparer.Ordinal);

    [Theory]
    [InlineData(".env.example")]
    [InlineData(".env.development")]
    [InlineData("config/production.env")]
    [InlineData("certs/ca.crt")]
    [InlineData("deploy/id_rsa.pub")]
    [InlineData("tests/data/server.pfx")]
    [InlineData(".npmrc")]
    [InlineData("nuget.config")]
    [InlineData("src/core")]
    [InlineData("src/Cart.original")]
    [InlineData("home/.ssh/id_ed25519.pub")]
    public void A_file_that_projects_share_is_not(string path) => Assert.Empty(Find(Added(path)));

    [Fact]
    public void A_lock_file_that_changed_alone_is_told()
    {
        Assert.Equal(["lock-without-manifest: web/package-lock.json"], Find(Modified("web/package-lock.json", "{}", "{ }")), StringComparer.Ordinal);
        Assert.Empty(Find(Modified("yarn.lock", "a", "b"), Modified("packages/one/package.json", "{}", "{ }")));
        Assert.Empty(Find(Added("package-lock.json")));
        Assert.Equal(["lock-without-manifest: a/packages.lock.json"], Find(Modified("a/packages.lock.json", "{}", "{ }")), StringComparer.Ordinal);
        Assert.Empty(Find(Modified("a/packages.lock.json", "{}", "{ }"), Modified("b/B.csproj", "<a/>", "<a />")));
        Assert.Empty(Find(Modified("a/packages.lock.json", "{}", "{ }"), Modified("Directory.Packages.props", "<a/>", "<a />")));
        Assert.Equal(["lock-without-manifest: go.sum"], Find(Modified("go.sum", "a", "b")), StringComparer.Ordinal);
    }

    [Theory]
    [InlineData("package.json", "{\n  \"dependencies\": {\n    \"a\": \"1.0.0\"\n  }\n}\n", "{\n  \"dependencies\": {\n    \"a\": \"2.0.0\"\n  }\n}\n", "package-lock.json")]
    [InlineData("Cargo.toml", "[package]\nname = \"x\"\n[dependencies]\na = \"1\"\n", "[package]\nname = \"x\"\n[dependencies]\na = \"1\"\nb = \"1\"\n", "Cargo.lock")]
    [InlineData("Gemfile", "gem 'a'\n", "gem 'a'\ngem 'b'\n", "Gemfile.lock")]
    [InlineData("a/A.csproj", "<PackageReference Include=\"X\" Version=\"1.0.0\" />\n", "<PackageReference Include=\"X\" Version=\"2.0.0\" />\n", "a/packages.lock.json")]
    [InlineData("go.mod", "module x\n\nrequire example.org/a v1.0.0\n", "module x\n\nrequire example.org/a v1.0.1\n", "go.sum")]
    [InlineData("go.mod", "module x\n\nrequire (\n\texample.org/a v1.0.0\n)\n", "module x\n\nrequire (\n\texample.org/a v1.0.0\n\texample.org/b v1.0.0 // indirect\n)\n", "go.sum")]
    [InlineData("app/package.json", "{\n  \"devDependencies\": {\n    \"a\": \"1\"\n  }\n}", "{\n  \"devDependencies\": {\n  }\n}", "yarn.lock")]
    public void Dependencies_that_changed_without_the_lock_file_are_told(string path, string before, string after, string lockFile)
    {
        Assert.Equal([$"manifest-without-lock: {path}"], Find([lockFile], Modified(path, before, after)), StringComparer.Ordinal);
        Assert.Empty(Find([], Modified(path, before, after)));
        Assert.Empty(Find([lockFile], Modified(path, before, after), Modified(lockFile, "a", "b")));
    }

    [Theory]
    [InlineData("{\n  \"version\": \"1.0.0\",\n  \"dependencies\": {\n    \"a\": \"1\"\n  }\n}\n", "{\n  \"version\": \"1.0.1\",\n  \"dependencies\": {\n    \"a\": \"1\"\n  }\n}\n")]
    [InlineData("{\n  \"dependencies\": {\n    \"a\": \"1\",\n    \"b\": \"1\"\n  }\n}\n", "{\n  \"dependencies\": {\n    \"b\": \"1\",\n    \"a\": \"1\"\n  }\n}\n")]
    [InlineData("{\n  \"scripts\": {\n    \"a\": \"1\"\n  }\n}\n", "{\n  \"scripts\": {\n    \"a\": \"2\"\n  }\n}\n")]
    public void Another_change_of_a_manifest_needs_no_lock_file(string before, string after) => Assert.Empty(Find(["package-lock.json"], Modified("package.json", before, after)));

    [Theory]
    [InlineData("a/A.csproj", "<PackageReference Include=\"X\" />\n", "<PackageReference Include=\"X\" PrivateAssets=\"all\" />\n", "a/packages.lock.json")]
    [InlineData("a/A.csproj", "<PackageReference Include=\"X\" />\n", "<PackageReference Include=\"Y\" />\n", "packages.lock.json")]
    [InlineData("go.mod", "require (\n\texample.org/a v1.0.0\n\texample.org/b v1.0.0 // indirect\n)\n", "require (\n\texample.org/b v1.0.0\n)\n", "go.sum")]
    [InlineData("go.mod", "module x\n\ngo 1.21\n", "module x\n\ngo 1.22\n", "go.sum")]
    public void A_change_that_no_lock_follows_from_is_left_alone(string path, string before, string after, string lockFile) => Assert.Empty(Find([lockFile], Modified(path, before, after)));

    private static IEnumerable<string> Find(params ChangedFile[] files) => Find([], files);

    private static IEnumerable<string> Find(string[] onDisk, params ChangedFile[] files)
    {
        var reviewer = new ChecksReviewer([], ChangeChecks.All(path => onDisk.Contains(path["/repository/".Length..], StringComparer.Ordinal)));
        var answer = (ReviewerAnswer.Reviewed)reviewer.ReviewChange(new ChangeSet("/repository", "test", files));
        Assert.Empty(answer.Gaps);
        Assert.All(answer.Claims, claim => Assert.IsType<ClaimedPlace.WholeFile>(claim.Place));
        return answer.Claims.Select(claim => $"{claim.Rule.Id}: {claim.Path}");
    }

    private static ChangedFile Binary(string path, long length) => new() { Path = path, Kind = ChangeKind.Added, Skipped = SkipReason.Binary, Length = length };

    private static ChangedFile Added(string path) => new() { Path = path, Kind = ChangeKind.Added, Length = 10, New = DocumentSnapshot.Open(path, "plaintext", 0, "text\n") };

    private static ChangedFile Modified(string path, string before, string after) => new()
    {
        Path = path,
        Kind = ChangeKind.Modified,
        Old = DocumentSnapshot.Open(path, "plaintext", 0, before),
        New = DocumentSnapshot.Open(path, "plaintext", 0, after),
        Length = after.Length,
    };
}
