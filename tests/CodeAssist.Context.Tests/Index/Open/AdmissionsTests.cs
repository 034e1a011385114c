using CodeAssist.Context.Index;
using CodeAssist.Core.Completion;

namespace CodeAssist.Context.Tests.Index.Open;

/// <summary>Documents that an editor has, and the ignore rules of their folder.</summary>
public sealed class AdmissionsTests : IDisposable
{
    private const string Asked = "alpha.Beta(";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("codeassist-index-");
    private readonly WorkspaceIndexes _indexes = new();

    private WorkspaceIndex Index => _indexes.Of(_folder.FullName);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData(".gitignore", "hidden/")]
    [InlineData(".gitignore", "*.local.cs")]
    [InlineData(".aiignore", "/hidden/deep")]
    [InlineData("hidden/.cursorignore", "*.cs")]
    public async Task What_an_ignore_file_names_is_not_indexed_however_often_it_is_opened_edited_and_asked_in(string name, string rules)
    {
        Write(name, rules);

        await OpenAsync("hidden/deep/a.local.cs", "gamma");
        Index.Update("hidden/deep/a.local.cs", Text("delta"));
        Ask("hidden/deep/a.local.cs", Text("epsilon") + Asked);
        await OpenAsync("b.cs", "zeta");

        Assert.Equal(["zeta"], Known());
    }

    [Fact]
    public async Task What_the_rules_come_to_name_is_forgotten_and_what_they_name_no_more_is_known()
    {
        Write("a.ignored/.codeassistignore", "*");
        await OpenAsync("a.ignored/a.cs", "gamma");
        await OpenAsync("b/b.cs", "delta");
        Assert.Equal(["delta"], Known());

        Write("a.ignored/.codeassistignore", "");
        Write("b/.gitignore", "b.cs");
        Assert.True(await _indexes.ReviewAsync(_folder.FullName, ["a.ignored/.codeassistignore", "b/.gitignore"], Cancel));
        Index.Update("a.ignored/a.cs", Text("gamma"));
        Index.Update("b/b.cs", Text("delta"));

        Assert.Equal(["gamma"], Known());
    }

    [Fact]
    public async Task Rules_are_read_again_only_where_they_may_have_changed() =>
        Assert.False(await _indexes.ReviewAsync(_folder.FullName, ["src/a.cs"], Cancel));

    [Fact]
    public async Task A_document_in_a_folder_that_is_not_there_yet_is_indexed()
    {
        await OpenAsync("new/folder/a.cs", "gamma");

        Assert.Equal(["gamma"], Known());
    }

    [Fact]
    public async Task A_closed_document_is_decided_on_anew_when_it_is_opened_again()
    {
        await OpenAsync("a.cs", "gamma");
        _indexes.Close(_folder.FullName, "a.cs");
        Write(".gitignore", "a.cs");

        await OpenAsync("a.cs", "delta");

        Assert.Empty(Known());
    }

    private static string Text(string word) => $"{Asked}{word});\n";

    private async Task OpenAsync(string path, string word)
    {
        await _indexes.AdmitAsync(_folder.FullName, path, Cancel);
        Index.Update(path, Text(word));
    }

    private void Write(string path, string text)
    {
        var file = Path.Combine(_folder.FullName, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }

    private IReadOnlyList<string> Ask(string path, string text)
    {
        var request = new CompletionRequest(path, "test", "csharp", text, text.Length, CompletionTrigger.Automatic) { Folder = _folder.FullName };

        return [.. _indexes.Propose(request, 10).Select(proposal => proposal.Text.Replace(");", "", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
    }

    private IReadOnlyList<string> Known()
    {
        var known = Ask("caret.cs", Asked);
        Index.Remove("caret.cs");

        return known;
    }
}
