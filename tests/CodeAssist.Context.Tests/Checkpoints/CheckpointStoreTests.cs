using CodeAssist.Context.Checkpoints;
using CodeAssist.Context.Files;
using CodeAssist.Context.Tests.Files;
using CodeAssist.Core.Agent.Actions;
using CodeAssist.Core.Review.Changes;
using CodeAssist.TestSupport;

namespace CodeAssist.Context.Tests.Checkpoints;

public sealed class CheckpointStoreTests : IDisposable
{
    private readonly string _top = Directory.CreateTempSubdirectory("codeassist-mark").FullName;
    private readonly string _root;
    private readonly GuardedFolder _files;
    private readonly CheckpointStore _store;

    public CheckpointStoreTests()
    {
        _root = Directory.CreateDirectory(Path.Combine(_top, "repo")).FullName;
        _files = GuardedFolder.Open(_root)!;
        _store = new CheckpointStore(Path.Combine(_top, "kept"), _root, _files, new UnsavedTexts(NoEditor.Instance), TimeProvider.System);
        Put("a.txt", "one\r\ntwo\r\n");
        Put("b.bin", "\0\0\0");
        Put("nested/.git/HEAD", "ref: refs/heads/main\n");
        Put("nested/c.txt", "inner");
        Put(".gitignore", "out/\n");
        Put("out/x.txt", "ignored");
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _files.Dispose();
        Directory.Delete(_top, recursive: true);
    }

    [Fact]
    public async Task A3_everything_that_changed_is_told_and_restored_to_the_byte()
    {
        var before = Tree();
        var mark = await MarkAsync();
        Put("a.txt", "one\r\nTWO\r\n");
        Put("b.bin", "\0\0\0\0");
        Put("new/d.txt", "new");
        File.Move(Path.Combine(_root, "nested", "c.txt"), Path.Combine(_root, "moved.txt"));
        Put("out/x.txt", "changed");

        var differences = await _store.CompareAsync(mark, Cancellation);
        var restoration = await _store.RestoreAsync(mark, [.. differences.SelectMany(difference => new[] { difference.Path, difference.OldPath }).OfType<string>().Select(GuardedFolderTests.At)], Cancellation);

        Assert.Equal(
            [("a.txt", ChangeKind.Modified), ("b.bin", ChangeKind.Modified), ("moved.txt", ChangeKind.Renamed), ("new/d.txt", ChangeKind.Added)],
            differences.Select(difference => (difference.Path, difference.Kind)));
        Assert.Equal("--- a/a.txt\n+++ b/a.txt\n@@ -1,2 +1,2 @@\n one\r\n-two\r\n+TWO\r\n", differences[0].Diff);
        Assert.Equal((1, 1), (differences[0].AddedLines, differences[0].RemovedLines));
        Assert.Contains("no text", differences[1].Diff, StringComparison.Ordinal);
        Assert.Equal("nested/c.txt", differences[2].OldPath);
        Assert.Empty(restoration.Problems);
        before["out/x.txt"] = "changed";
        Assert.Equal(before, Tree());
        Assert.Empty(await _store.CompareAsync(mark, Cancellation));
    }

    [Fact]
    public async Task One_place_is_restored_alone_and_only_in_the_text_that_was_shown()
    {
        var lines = Enumerable.Range(1, 30).Select(line => $"line {line}\r\n").ToArray();
        Put("long.txt", string.Concat(lines));
        var mark = await MarkAsync();
        (lines[1], lines[20]) = ("two\r\n", "");
        Put("long.txt", string.Concat(lines[..29]) + "line 30");

        var places = Assert.Single(await _store.CompareAsync(mark, Cancellation)).Places;
        Assert.Equal([(1, 1, 1), (20, 0, 1), (28, 1, 1)], places.Select(place => (place.Line, place.Added, place.Removed)));
        Assert.Empty((await _store.RestoreAsync(mark, GuardedFolderTests.At("long.txt"), [places[1]])).Problems);

        lines[20] = "line 21\r\n";
        Assert.Equal(string.Concat(lines[..29]) + "line 30", Tree()["long.txt"]);
        Assert.Contains("has changed", Assert.Single((await _store.RestoreAsync(mark, GuardedFolderTests.At("long.txt"), [places[1]])).Problems), StringComparison.Ordinal);
        var left = Assert.Single(await _store.CompareAsync(mark, Cancellation)).Places;
        Assert.Empty((await _store.RestoreAsync(mark, GuardedFolderTests.At("long.txt"), left)).Problems);
        Assert.Empty(await _store.CompareAsync(mark, Cancellation));
    }

    [Fact]
    public async Task One_file_is_restored_alone()
    {
        var mark = await MarkAsync();
        Put("a.txt", "x");
        Put("new.txt", "y");

        Assert.Equal(["a.txt"], (await _store.RestoreAsync(mark, [GuardedFolderTests.At("a.txt")], Cancellation)).Restored);

        Assert.Equal("new.txt", Assert.Single(await _store.CompareAsync(mark, Cancellation)).Path);
    }

    [Fact]
    public async Task Each_step_can_be_gone_back_to()
    {
        var first = await MarkAsync();
        Put("a.txt", "second");
        var second = await MarkAsync();
        Put("a.txt", "third!");

        await _store.RestoreAsync(second, [GuardedFolderTests.At("a.txt")], Cancellation);
        Assert.Equal("second", Tree()["a.txt"]);
        await _store.RestoreAsync(first, [GuardedFolderTests.At("a.txt")], Cancellation);
        Assert.Equal("one\r\ntwo\r\n", Tree()["a.txt"]);
    }

    [Fact]
    public async Task A3_index_stash_and_references_of_a_repository_stay_as_they_are()
    {
        using var repository = TemporaryRepository.Create();
        repository.Write("a.txt", "committed");
        repository.Commit("first");
        repository.Write("a.txt", "staged");
        repository.Git("add", "a.txt");
        repository.Write("a.txt", "worked on");
        repository.Write("untracked.txt", "mine");
        using var files = GuardedFolder.Open(repository.Root)!;
        var store = new CheckpointStore(Path.Combine(_top, "other"), repository.Root, files, new UnsavedTexts(NoEditor.Instance), TimeProvider.System);
        var before = repository.Git("status", "--porcelain") + repository.Git("for-each-ref") + repository.Git("stash", "list");

        var mark = await store.MarkAsync(Cancellation);
        repository.Write("untracked.txt", "changed");
        await store.RestoreAsync(mark!, [GuardedFolderTests.At("untracked.txt")], Cancellation);

        Assert.Equal(before, repository.Git("status", "--porcelain") + repository.Git("for-each-ref") + repository.Git("stash", "list"));
        Assert.Equal("mine", await File.ReadAllTextAsync(Path.Combine(repository.Root, "untracked.txt"), Cancellation));
    }

    [Fact]
    public async Task Nothing_stays_when_a_task_is_forgotten_or_was_left_behind()
    {
        var mark = await MarkAsync();
        _store.Forget();

        Assert.False(Directory.Exists(Path.Combine(_top, "kept")));
        Assert.NotEmpty((await _store.RestoreAsync(mark, [GuardedFolderTests.At("a.txt")], Cancellation)).Problems);
        var old = Directory.CreateDirectory(Path.Combine(_top, "tasks", "old")).FullName;
        CheckpointStore.CleanUp(Path.Combine(_top, "tasks"), TimeProvider.System.GetUtcNow().AddDays(1));
        Assert.False(Directory.Exists(old));
    }

    private async Task<Checkpoint> MarkAsync() => await _store.MarkAsync(Cancellation) ?? throw new InvalidOperationException("Nothing was kept.");

    private void Put(string path, string text)
    {
        var full = Path.Combine(_root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
    }

    private Dictionary<string, string> Tree() => Directory.GetFiles(_root, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None })
        .ToDictionary(path => Path.GetRelativePath(_root, path).Replace('\\', '/'), File.ReadAllText, StringComparer.Ordinal);
}
