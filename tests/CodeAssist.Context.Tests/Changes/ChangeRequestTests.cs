using CodeAssist.Core.Review.Changes;
using CodeAssist.Core.Text;
using CodeAssist.TestSupport;

namespace CodeAssist.Context.Tests.Changes;

/// <summary>R1: every kind of request finds exactly its lines.</summary>
public sealed class ChangeRequestTests : IDisposable
{
    private readonly TemporaryRepository _repository = TemporaryRepository.Create();

    public void Dispose() => _repository.Dispose();

    [Fact]
    public async Task R1_the_working_tree_has_what_is_staged_what_is_not_and_what_is_new()
    {
        _repository.Write("staged.cs", "one\ntwo\n");
        _repository.Write("edited.cs", "one\ntwo\n");
        _repository.Write("gone.cs", "one\n");
        _repository.Write("same.cs", "one\n");
        _repository.Write(".gitignore", "*.log\n");
        _repository.Commit();
        _repository.Write("staged.cs", "one\nTWO\n");
        _repository.Git("add", "staged.cs");
        _repository.Write("edited.cs", "ONE\ntwo\n");
        _repository.Write("deep/new.cs", "new\n");
        _repository.Write("noise.log", "noise\n");
        File.Delete(_repository.At("gone.cs"));

        var change = await _repository.ReadAsync(new ChangeRequest.WorkingTree(_repository.Root));

        Assert.Equal(
            ["Added deep/new.cs: -[]+[new]", "Modified edited.cs: -[one]+[ONE]", "Deleted gone.cs: Deleted", "Modified staged.cs: -[two]+[TWO]"],
            change.Told());
        Assert.Equal(_repository.Root, change.Root);
        Assert.Equal("uncommitted changes", change.Subject);
        Assert.Empty(change.Notices);
    }

    [Fact]
    public async Task R1_staged_changes_have_the_content_of_the_index_whatever_the_disk_and_the_editors_say()
    {
        _repository.Write("a.cs", "one\ntwo\nthree\n");
        _repository.Commit();
        _repository.Write("a.cs", "one\nA\nthree\n");
        _repository.Git("add", "a.cs");
        _repository.Write("a.cs", "one\nB\nthree\n");
        _repository.Write("untracked.cs", "new\n");

        var change = await _repository.ReadAsync(new ChangeRequest.Staged(_repository.Root) { Unsaved = Unsaved("a.cs", "C\n") });

        Assert.Equal(["Modified a.cs: -[two]+[A]"], change.Told());
        Assert.Equal("one\nA\nthree\n", change.Files[0].New!.Text);
        Assert.Equal("one\ntwo\nthree\n", change.Files[0].Old!.Text);
        Assert.Equal(12, change.Files[0].Length);
    }

    [Fact]
    public async Task R1_a_commit_has_what_it_did_to_its_parent()
    {
        _repository.Write("a.cs", "one\n");
        _repository.Commit();
        _repository.Write("a.cs", "two\n");
        var commit = _repository.Commit();
        _repository.Write("a.cs", "three\n");
        _repository.Commit();
        _repository.Write("a.cs", "on the disk\n");

        Assert.Equal(["Modified a.cs: -[one]+[two]"], (await _repository.ReadAsync(new ChangeRequest.Commit(_repository.Root, commit))).Told());
        Assert.Equal(["Modified a.cs: -[one]+[two]"], (await _repository.ReadAsync(new ChangeRequest.Commit(_repository.Root, "HEAD~1"))).Told());
        Assert.Equal(["Modified a.cs: -[two]+[three]"], (await _repository.ReadAsync(new ChangeRequest.Commit(_repository.Root, "main"))).Told());
    }

    [Fact]
    public async Task R1_the_first_commit_has_everything_in_it()
    {
        _repository.Write("a.cs", "one\n");
        _repository.Commit();

        var change = await _repository.ReadAsync(new ChangeRequest.Commit(_repository.Root, "HEAD"));

        Assert.Equal(["Added a.cs: -[]+[one]"], change.Told());
    }

    [Fact]
    public async Task R1_a_merge_has_what_it_did_to_its_first_parent()
    {
        _repository.Write("a.cs", "one\n");
        _repository.Commit();
        _repository.Git("checkout", "--quiet", "-b", "side");
        _repository.Write("side.cs", "side\n");
        _repository.Commit();
        _repository.Git("checkout", "--quiet", "main");
        _repository.Write("main.cs", "main\n");
        _repository.Commit();
        _repository.Git("merge", "--quiet", "--no-edit", "side");

        Assert.Equal(["Added side.cs: -[]+[side]"], (await _repository.ReadAsync(new ChangeRequest.Commit(_repository.Root, "HEAD"))).Told());
    }

    [Fact]
    public async Task R1_a_branch_is_compared_with_where_it_parted_not_with_what_the_other_did_since()
    {
        _repository.Write("a.cs", "one\n");
        _repository.Write("b.cs", "one\n");
        _repository.Commit();
        _repository.Git("checkout", "--quiet", "-b", "work");
        _repository.Write("a.cs", "two\n");
        _repository.Commit();
        _repository.Git("checkout", "--quiet", "main");
        _repository.Write("b.cs", "of others\n");
        _repository.Commit();
        _repository.Git("checkout", "--quiet", "work");
        _repository.Write("a.cs", "dirty\n");

        var change = await _repository.ReadAsync(new ChangeRequest.Branch(_repository.Root, "main"));

        Assert.Equal(["Modified a.cs: -[one]+[two]"], change.Told());
        Assert.Equal("main...HEAD", change.Subject);
    }

    [Fact]
    public async Task R1_a_detached_head_is_a_head()
    {
        _repository.Write("a.cs", "one\n");
        _repository.Commit();
        _repository.Git("checkout", "--quiet", "--detach");
        _repository.Write("a.cs", "two\n");
        _repository.Commit();
        _repository.Write("a.cs", "three\n");

        Assert.Equal(["Modified a.cs: -[two]+[three]"], (await _repository.ReadAsync(new ChangeRequest.WorkingTree(_repository.Root))).Told());
        Assert.Equal(["Modified a.cs: -[one]+[two]"], (await _repository.ReadAsync(new ChangeRequest.Branch(_repository.Root, "main"))).Told());
    }

    [Fact]
    public async Task R1_before_the_first_commit_everything_is_new()
    {
        _repository.Write("staged.cs", "staged\n");
        _repository.Git("add", "--all");
        _repository.Write("untracked.cs", "untracked\n");

        var tree = await _repository.ReadAsync(new ChangeRequest.WorkingTree(_repository.Root));
        var staged = await _repository.ReadAsync(new ChangeRequest.Staged(_repository.Root));

        Assert.Equal(["Added staged.cs: -[]+[staged]", "Added untracked.cs: -[]+[untracked]"], tree.Told());
        Assert.Equal(["Added staged.cs: -[]+[staged]"], staged.Told());
        Assert.Equal(["Nothing has been committed yet: every file is new."], tree.Notices);
        Assert.True((await _repository.RefuseAsync(new ChangeRequest.Commit(_repository.Root, "HEAD"))).IsUsage);
        Assert.True((await _repository.RefuseAsync(new ChangeRequest.Branch(_repository.Root, "main"))).IsUsage);
    }

    [Fact]
    public async Task R1_what_an_editor_has_unsaved_counts_as_the_files_content()
    {
        _repository.Write("clean.cs", "one\ntwo\n");
        _repository.Write("dirty.cs", "one\n");
        _repository.Write("deleted.cs", "one\n");
        _repository.Write("back.cs", "one\n");
        _repository.Write(".gitignore", "*.log\n");
        _repository.Commit();
        _repository.Write("dirty.cs", "on the disk\n");
        _repository.Write("back.cs", "changed, and changed back in the editor\n");
        File.Delete(_repository.At("deleted.cs"));

        var change = await _repository.ReadAsync(new ChangeRequest.WorkingTree(_repository.Root)
        {
            Unsaved = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["clean.cs"] = "one\nTWO\n", ["dirty.cs"] = "in the editor\n", ["deleted.cs"] = "two\n", ["back.cs"] = "one\n", ["new/file.cs"] = "new\n",
                ["../outside.cs"] = "x", ["a.log"] = "ignored\n", [".git/config"] = "x", [""] = "x",
            },
        });

        Assert.Equal(
            [
                "Modified clean.cs: -[two]+[TWO]", "Modified deleted.cs: -[one]+[two]", "Modified dirty.cs: -[one]+[in the editor]", "Added new/file.cs: -[]+[new]",
            ],
            change.Told());
    }

    [Fact]
    public async Task R1_files_are_read_as_they_stand_all_their_lines()
    {
        _repository.Write("src/a.cs", "one\ntwo\n");
        _repository.Commit();
        _repository.Write("b.cs", "new");

        var change = await _repository.ReadAsync(
            new ChangeRequest.Files(_repository.At("src"), ["a.cs", _repository.At("b.cs"), "missing.cs"]) { Unsaved = Unsaved("b.cs", "unsaved\n") });

        Assert.Equal(["AsItStands b.cs: -[]+[unsaved]", "AsItStands src/a.cs: -[]+[one|two]", "AsItStands src/missing.cs: failed"], change.Told());
        Assert.Equal(_repository.Root, change.Root);
        Assert.Null(change.Files[1].Old);
    }

    [Theory]
    [InlineData(1, 0, 2, 0, "[two]")]
    [InlineData(1, 1, 2, 1, "[two|three]")]
    [InlineData(2, 1, 1, 1, "[two|three]")]
    [InlineData(1, 2, 1, 2, "[two]")]
    [InlineData(0, 0, 99, 9, "[one|two|three]")]
    [InlineData(50, 0, 99, 9, "")]
    public async Task R1_a_selection_has_the_lines_that_it_touches(int startLine, int start, int endLine, int end, string lines)
    {
        _repository.Write("a.cs", "one\ntwo\nthree\n");

        var change = await _repository.ReadAsync(
            new ChangeRequest.Selection(_repository.Root, "a.cs", new TextRange(new TextPosition(startLine, start), new TextPosition(endLine, end))));

        Assert.Equal([lines.Length > 0 ? $"AsItStands a.cs: -[]+{lines}" : "AsItStands a.cs: "], change.Told());
    }

    [Fact]
    public async Task R1_files_and_selections_need_no_repository()
    {
        using var folder = TemporaryRepository.CreateFolder();
        folder.Write("a.cs", "one\ntwo\n");

        var files = await folder.ReadAsync(new ChangeRequest.Files(folder.Root, ["a.cs"]));
        var selection = await folder.ReadAsync(new ChangeRequest.Selection(folder.Root, "a.cs", TextRange.At(new TextPosition(1, 0))));

        Assert.Equal(["AsItStands a.cs: -[]+[one|two]"], files.Told());
        Assert.Equal(["AsItStands a.cs: -[]+[two]"], selection.Told());
        Assert.Equal(folder.Root, files.Root);
        Assert.Equal("lines 2 to 2 of a.cs", selection.Subject);
        Assert.True((await folder.RefuseAsync(new ChangeRequest.WorkingTree(folder.Root))).IsUsage);
    }

    [Theory]
    [InlineData("/etc/hostname")]
    [InlineData("../a.cs")]
    [InlineData("")]
    [InlineData("a\0b")]
    [InlineData(".")]
    public async Task R1_a_path_outside_of_the_folder_is_refused(string path) =>
        Assert.True((await _repository.RefuseAsync(new ChangeRequest.Files(_repository.Root, [path]))).IsUsage);

    [Fact]
    public async Task R1_a_folder_inside_a_repository_stands_for_all_of_it()
    {
        _repository.Write("a.cs", "one\n");
        _repository.Write("src/deep/b.cs", "one\n");
        _repository.Commit();
        _repository.Write("a.cs", "two\n");
        _repository.Write("c.cs", "new\n");

        var change = await _repository.ReadAsync(new ChangeRequest.WorkingTree(_repository.At("src/deep")));

        Assert.Equal(["Modified a.cs: -[one]+[two]", "Added c.cs: -[]+[new]"], change.Told());
        Assert.Equal(_repository.Root, change.Root);
    }

    [Fact]
    public async Task R1_a_worktree_of_a_repository_is_its_own_root()
    {
        _repository.Write("a.cs", "one\n");
        _repository.Commit();
        using var elsewhere = TemporaryRepository.CreateFolder();
        _repository.Git("worktree", "add", "--quiet", elsewhere.At("tree"), "-b", "other");
        elsewhere.Write("tree/a.cs", "two\n");

        var change = await _repository.ReadAsync(new ChangeRequest.WorkingTree(elsewhere.At("tree")));

        Assert.Equal(["Modified a.cs: -[one]+[two]"], change.Told());
        Assert.Equal(elsewhere.At("tree"), change.Root);
    }

    [Fact]
    public async Task R1_a_folder_that_is_reached_over_a_link_keeps_its_name()
    {
        _repository.Write("src/a.cs", "one\n");
        using var elsewhere = TemporaryRepository.CreateFolder();
        Directory.CreateSymbolicLink(elsewhere.At("link"), _repository.Root);

        var change = await _repository.ReadAsync(new ChangeRequest.WorkingTree(elsewhere.At("link/src")));

        Assert.Equal(["Added src/a.cs: -[]+[one]"], change.Told());
        Assert.Equal(elsewhere.At("link"), change.Root);
    }

    [Fact]
    public async Task R1_a_bare_repository_has_commits_and_branches_but_no_working_tree()
    {
        _repository.Write("a.cs", "one\n");
        _repository.Commit();
        using var bare = TemporaryRepository.CreateFolder();
        _repository.Git("clone", "--quiet", "--bare", _repository.Root, bare.At("bare"));

        var commit = await bare.ReadAsync(new ChangeRequest.Commit(bare.At("bare"), "HEAD"));
        var refusal = await bare.RefuseAsync(new ChangeRequest.WorkingTree(bare.At("bare")));

        Assert.Equal(["Added a.cs: -[]+[one]"], commit.Told());
        Assert.True(refusal.IsUsage);
        Assert.Equal("The repository has no working tree here.", refusal.Message);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("-h")]
    [InlineData("--output=planted")]
    [InlineData("nowhere")]
    [InlineData("")]
    [InlineData("main..main")]
    [InlineData("HEAD:a.cs")]
    [InlineData("a\nb")]
    [InlineData("a\0b")]
    public async Task R1_a_name_that_is_no_commit_is_refused_and_never_an_option(string revision)
    {
        _repository.Write("a.cs", "one\n");
        _repository.Commit();

        Assert.True((await _repository.RefuseAsync(new ChangeRequest.Commit(_repository.Root, revision))).IsUsage);
        Assert.True((await _repository.RefuseAsync(new ChangeRequest.Branch(_repository.Root, revision))).IsUsage);
        Assert.False(File.Exists(_repository.At("planted")));
    }

    [Fact]
    public async Task R1_a_branch_that_only_the_remote_has_is_named_in_the_refusal()
    {
        _repository.Write("a.cs", "one\n");
        _repository.Commit();
        _repository.Git("update-ref", "refs/remotes/origin/release", "HEAD");

        Assert.Equal("Name it 'origin/release'.", (await _repository.RefuseAsync(new ChangeRequest.Branch(_repository.Root, "release"))).NextStep);
    }

    [Fact]
    public async Task R1_a_shallow_clone_says_what_it_cannot_tell()
    {
        for (var number = 0; number < 4; number++)
        {
            _repository.Write("a.cs", $"{number}\n");
            _repository.Commit();
        }

        _repository.Git("checkout", "--quiet", "-b", "side", "HEAD~2");
        _repository.Write("b.cs", "side\n");
        _repository.Commit();
        using var clone = TemporaryRepository.CreateFolder();
        _repository.Git("clone", "--quiet", "--depth=2", "--no-single-branch", $"file://{_repository.Root}", clone.At("clone"));
        var folder = clone.At("clone");

        Assert.Equal(["Added b.cs: -[]+[side]"], (await clone.ReadAsync(new ChangeRequest.Commit(folder, "HEAD"))).Told());
        var boundary = await clone.RefuseAsync(new ChangeRequest.Commit(folder, "HEAD~1"));
        Assert.Contains("shallow", boundary.Message, StringComparison.Ordinal);
        Assert.Contains("--deepen", boundary.NextStep, StringComparison.Ordinal);
        var branch = await clone.RefuseAsync(new ChangeRequest.Branch(folder, "origin/main"));
        Assert.Contains("shallow", branch.Message, StringComparison.Ordinal);
        Assert.Contains("--unshallow", branch.NextStep, StringComparison.Ordinal);
        Assert.Single((await clone.ReadAsync(new ChangeRequest.Branch(folder, "HEAD~1"))).Notices);
    }

    [Fact]
    public async Task R1_branches_without_a_common_commit_are_told_apart_from_a_shallow_clone()
    {
        _repository.Write("a.cs", "one\n");
        _repository.Commit();
        _repository.Git("checkout", "--quiet", "--orphan", "other");
        _repository.Commit("Begin anew");

        var refusal = await _repository.RefuseAsync(new ChangeRequest.Branch(_repository.Root, "main"));

        Assert.Equal("HEAD and 'main' have no commit in common.", refusal.Message);
    }

    [Fact]
    public async Task R1_a_folder_that_is_not_there_is_said_to_be_missing() =>
        Assert.Contains("no folder", (await _repository.RefuseAsync(new ChangeRequest.WorkingTree(_repository.At("nowhere")))).Message, StringComparison.Ordinal);

    private static Dictionary<string, string> Unsaved(string path, string text) => new(StringComparer.Ordinal) { [path] = text };
}
