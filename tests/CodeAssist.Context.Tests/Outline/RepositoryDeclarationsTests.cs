using CodeAssist.Context.Outline;
using CodeAssist.Context.Tests.Changes;
using CodeAssist.Core.Review.Changes;
using CodeAssist.TestSupport;

namespace CodeAssist.Context.Tests.Outline;

public sealed class RepositoryDeclarationsTests : IDisposable
{
    private readonly TemporaryRepository _repository = TemporaryRepository.Create();

    public void Dispose() => _repository.Dispose();

    [Fact]
    public async Task Members_of_files_that_nobody_changed_are_found_by_the_name_that_they_are_used_by()
    {
        _repository.Write("src/Tax.cs", "namespace Shop;\n\npublic static class Tax\n{\n    public static int Rate(int year) => 1;\n}\n");
        _repository.Write("web/tax.ts", "export function taxRate(year: number) {\n}\n");
        var declarations = await ReadAsync();

        Assert.Equal(["src/Tax.cs: Shop.Tax.Rate(int)"], await FoundAsync(declarations, "csharp", "Rate"), StringComparer.Ordinal);
        Assert.Equal(["web/tax.ts: taxRate"], await FoundAsync(declarations, "javascript", "taxRate"), StringComparer.Ordinal);
        Assert.Empty(await FoundAsync(declarations, "csharp", "taxRate", "missing"));
        Assert.Empty(await FoundAsync(declarations, "markdown", "Rate"));
    }

    [Fact]
    public async Task Files_under_review_speak_as_they_are_reviewed()
    {
        _repository.Write("Tax.cs", "class Tax { void Old() { } }\n");
        _repository.Commit();
        _repository.Write("Tax.cs", "class Tax { void Fresh() { } }\n");
        _repository.Git("add", "--all");
        _repository.Write("Tax.cs", "class Tax { void Later() { } }\n");
        var declarations = new RepositoryDeclarations(await _repository.ReadAsync(new ChangeRequest.Staged(_repository.Root)));

        Assert.Equal(["Tax.cs: Tax.Fresh()"], await FoundAsync(declarations, "csharp", "Old", "Fresh", "Later"), StringComparer.Ordinal);
    }

    [Fact]
    public async Task Ignored_files_are_not_read()
    {
        _repository.Write(".codeassistignore", "secret/\n");
        _repository.Write("secret/Key.cs", "class Key { void Turn() { } }\n");
        _repository.Write(".gitignore", "build/\n");
        _repository.Write("build/Made.cs", "class Made { void Turn() { } }\n");

        Assert.Empty(await FoundAsync(await ReadAsync(), "csharp", "Turn", "Key", "Made"));
    }

    [Fact]
    public async Task Of_a_commit_that_is_not_checked_out_nothing_is_read_from_the_disk()
    {
        _repository.Write("Other.cs", "class Other { void Run() { } }\n");
        _repository.Write("a.cs", "class A { }\n");
        _repository.Commit();
        _repository.Write("a.cs", "class A { void Stop() { } }\n");
        _repository.Commit();
        _repository.Write("b.cs", "class B { }\n");
        _repository.Commit();

        Assert.Equal(["a.cs: A.Stop()"], await FoundAsync(await OfCommitAsync("HEAD~1"), "csharp", "Run", "Stop"), StringComparer.Ordinal);
        Assert.Equal(["Other.cs: Other.Run()", "a.cs: A.Stop()"], await FoundAsync(await OfCommitAsync("HEAD"), "csharp", "Run", "Stop"), StringComparer.Ordinal);
    }

    private async Task<RepositoryDeclarations> ReadAsync()
    {
        _repository.Write("changed.cs", "class Changed { }\n");
        return new RepositoryDeclarations(await _repository.ReadAsync(new ChangeRequest.Files(_repository.Root, ["changed.cs"])));
    }

    private async Task<RepositoryDeclarations> OfCommitAsync(string revision) =>
        new(await _repository.ReadAsync(new ChangeRequest.Commit(_repository.Root, revision)));

    private static async Task<IReadOnlyList<string>> FoundAsync(RepositoryDeclarations declarations, string language, params string[] names) =>
        [.. (await declarations.FindAsync(language, names, TestContext.Current.CancellationToken)).Select(known => $"{known.Path}: {known.Member.Symbol}")];
}
