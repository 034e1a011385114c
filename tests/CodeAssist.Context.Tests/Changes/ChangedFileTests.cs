using System.Text;
using CodeAssist.Core.Review.Changes;
using CodeAssist.TestSupport;

namespace CodeAssist.Context.Tests.Changes;

/// <summary>R1 and R5: whatever a changed file is, its lines are right or its account says why there are none.</summary>
public sealed class ChangedFileTests : IDisposable
{
    private readonly TemporaryRepository _repository = TemporaryRepository.Create();

    public void Dispose() => _repository.Dispose();

    [Fact]
    public async Task R1_a_renamed_file_shows_only_what_was_edited_whether_git_was_told_or_not()
    {
        var text = string.Concat(Enumerable.Range(1, 20).Select(line => $"line {line}\n"));
        foreach (var name in (string[])["told.cs", "untold.cs", "pure.cs"])
        {
            _repository.Write(name, name + "\n" + text);
        }

        _repository.Commit();
        _repository.Git("mv", "told.cs", "moved-told.cs");
        _repository.Git("mv", "pure.cs", "moved-pure.cs");
        _repository.Write("moved-told.cs", "told.cs\n" + text.Replace("line 7\n", "LINE 7\n", StringComparison.Ordinal));
        File.Delete(_repository.At("untold.cs"));
        _repository.Write("moved-untold.cs", "untold.cs\n" + text.Replace("line 9\n", "LINE 9\n", StringComparison.Ordinal));
        string[] expected =
        [
            "Renamed pure.cs -> moved-pure.cs: ContentUnchanged", "Renamed told.cs -> moved-told.cs: -[line 7]+[LINE 7]", "Renamed untold.cs -> moved-untold.cs: -[line 9]+[LINE 9]",
        ];

        Assert.Equal(expected, (await _repository.ReadAsync(new ChangeRequest.WorkingTree(_repository.Root))).Told());
        _repository.Git("add", "--all");
        Assert.Equal(expected, (await _repository.ReadAsync(new ChangeRequest.Staged(_repository.Root))).Told());
        _repository.Commit();
        Assert.Equal(expected, (await _repository.ReadAsync(new ChangeRequest.Commit(_repository.Root, "HEAD"))).Told());
    }

    [Fact]
    public async Task R1_a_change_of_line_breaks_alone_marks_no_line()
    {
        _repository.Write("a.cs", "one\ntwo\n");
        _repository.Write("b.cs", "one\ntwo\n");
        _repository.Write("c.cs", "one\ntwo");
        _repository.Commit();
        _repository.Write("a.cs", "one\r\ntwo\r\n");
        _repository.Write("b.cs", "one\r\nTWO\r\n");
        _repository.Write("c.cs", "one\ntwo\n");

        Assert.Equal(
            ["Modified a.cs: ContentUnchanged", "Modified b.cs: -[two]+[TWO]", "Modified c.cs: ContentUnchanged"],
            (await _repository.ReadAsync(new ChangeRequest.WorkingTree(_repository.Root))).Told());
    }

    [Fact]
    public async Task R1_a_missing_newline_at_the_end_does_not_change_the_line_before_what_is_added()
    {
        _repository.Write("a.cs", "one");
        _repository.Write("b.cs", "one\ntwo");
        _repository.Write("c.cs", "one");
        _repository.Commit();
        _repository.Write("a.cs", "one\ntwo");
        _repository.Write("b.cs", "one");
        _repository.Write("c.cs", "ONE");

        Assert.Equal(
            ["Modified a.cs: -[]+[two]", "Modified b.cs: -[two]+[]", "Modified c.cs: -[one]+[ONE]"],
            (await _repository.ReadAsync(new ChangeRequest.WorkingTree(_repository.Root))).Told());
    }

    [Theory]
    [InlineData("späße/größe 日本語.cs")]
    [InlineData("with space.cs")]
    [InlineData("\"quoted\".cs")]
    [InlineData("line\nbreak.cs")]
    [InlineData("-leading-dash.cs")]
    [InlineData("--output=x.cs")]
    [InlineData("..dots/...cs")]
    [InlineData("back\\slash.cs")]
    [InlineData(":(top)magic*?[a].cs")]
    [InlineData("tab\tand'quote.cs")]
    [InlineData("#hash%20percent.cs")]
    public async Task R1_odd_names_are_names(string name)
    {
        _repository.Write(name, "one\n");
        _repository.Commit();
        _repository.Write(name, "two\n");
        string[] expected = [$"Modified {name}: -[one]+[two]"];

        Assert.Equal(expected, (await _repository.ReadAsync(new ChangeRequest.WorkingTree(_repository.Root))).Told());
        Assert.Equal([$"AsItStands {name}: -[]+[two]"], (await _repository.ReadAsync(new ChangeRequest.Files(_repository.Root, [name]))).Told());
        _repository.Git("add", "--all");
        Assert.Equal(expected, (await _repository.ReadAsync(new ChangeRequest.Staged(_repository.Root))).Told());
        var commit = _repository.Commit();
        Assert.Equal(expected, (await _repository.ReadAsync(new ChangeRequest.Commit(_repository.Root, commit))).Told());
        Assert.Equal(
            [$"Modified {name}: -[two]+[unsaved]"],
            (await _repository.ReadAsync(new ChangeRequest.WorkingTree(_repository.Root)
            {
                Unsaved = new Dictionary<string, string>(StringComparer.Ordinal) { [name] = "unsaved" },
            })).Told());
    }

    [Fact]
    public async Task R5_a_name_that_is_not_utf8_is_accounted_for()
    {
        var tree = TemporaryRepository.GitWith(_repository.Root, "one\n", "hash-object", "-w", "--stdin");
        var broken = "tree/b\u00e4d.cs";
        _repository.Write("list", [.. Encoding.ASCII.GetBytes($"100644 {tree}\t"), .. Encoding.Latin1.GetBytes(broken), 0]);
        using (var git = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("sh", ["-c", "git update-index -z --index-info < list && rm list"])
        {
            WorkingDirectory = _repository.Root, UseShellExecute = false,
        })!)
        {
            await git.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        var change = await _repository.ReadAsync(new ChangeRequest.Staged(_repository.Root));

        Assert.Equal("Its name is not UTF-8, so it cannot be opened.", Assert.Single(change.Files).Failure);
    }

    [Fact]
    public async Task R5_what_is_not_read_says_why()
    {
        _repository.Write("mode.cs", "one\n");
        _repository.Write("was-file", "one\n");
        _repository.Write("was-link.cs", "x");
        File.Delete(_repository.At("was-link.cs"));
        File.CreateSymbolicLink(_repository.At("was-link.cs"), "mode.cs");
        _repository.Commit();
        _repository.Git("update-index", "--chmod=+x", "mode.cs");
        _repository.MakeExecutable("mode.cs");
        File.Delete(_repository.At("was-file"));
        File.CreateSymbolicLink(_repository.At("was-file"), "/etc/hostname");
        File.Delete(_repository.At("was-link.cs"));
        _repository.Write("was-link.cs", "text now\n");
        File.CreateSymbolicLink(_repository.At("link"), "/etc/hostname");
        _repository.Write("binary.bin", [1, 2, 3, 0, 0, 0, 7, 8]);
        _repository.Write("drawing.svg", "<svg/>\n");
        _repository.Write("schema.cs", "class Schema;\n");
        _repository.Write("package-lock.json", "{}\n");
        _repository.Write("head.cs", "// <auto-generated/>\nclass Head;\n");
        _repository.Write("people.cs", "// Please do not edit in haste.\nclass People;\n");
        _repository.Write("own.g.cs", "class Own;\n");
        _repository.Write(".gitattributes", "*.svg -diff\nschema.cs linguist-generated\nown.g.cs -linguist-generated\n");
        _repository.Write("large.cs", new string('x', 99) + "\n" + string.Concat(Enumerable.Repeat(new string('x', 99) + "\n", 45_000)));
        _repository.Write("minified.js", new string('x', 20_000) + "\n");
        _repository.Write("latin.cs", Encoding.Latin1.GetBytes("// größe\n"));
        _repository.Write("secret/a.cs", "one\n");
        _repository.Write(".codeassistignore", "secret/\n");
        _repository.Write("empty.cs", "");
        string[] expected =
        [
            "Added .codeassistignore: -[]+[secret/]", "Added .gitattributes: -[]+[*.svg -diff|schema.cs linguist-generated|own.g.cs -linguist-generated]",
            "Added binary.bin: Binary", "Added drawing.svg: Binary", "Added empty.cs: ", "Added head.cs: Generated", "Added large.cs: TooLarge", "Added latin.cs: failed",
            "Added link: Link", "Added minified.js: TooLarge", "Modified mode.cs: ContentUnchanged", "Added own.g.cs: -[]+[class Own;]", "Added package-lock.json: Generated",
            "Added people.cs: -[]+[// Please do not edit in haste.|class People;]", "Added schema.cs: Generated", "Added secret/a.cs: Ignored",
            "Modified was-file: Link", "Modified was-link.cs: -[]+[text now]",
        ];

        var change = await _repository.ReadAsync(new ChangeRequest.WorkingTree(_repository.Root));
        Assert.Equal(expected, change.Told());
        Assert.Equal(4_500_100, change.Files.Single(file => file.Path is "large.cs").Length);
        Assert.Equal(8, change.Files.Single(file => file.Path is "binary.bin").Length);
        Assert.Equal("'latin.cs' cannot be read as text: it is neither UTF-8 nor UTF-16.", change.Files.Single(file => file.Path is "latin.cs").Failure);
        _repository.Git("add", "--all");
        Assert.Equal(expected, (await _repository.ReadAsync(new ChangeRequest.Staged(_repository.Root))).Told());
        _repository.Commit();
        change = await _repository.ReadAsync(new ChangeRequest.Commit(_repository.Root, "HEAD"));
        Assert.Equal(expected, change.Told());
        Assert.Equal(4_500_100, change.Files.Single(file => file.Path is "large.cs").Length);
    }

    [Fact]
    public async Task R5_sixty_files_are_sixty_accounts_and_the_huge_one_blocks_no_other()
    {
        for (var number = 0; number < 58; number++)
        {
            _repository.Write($"src/file{number}.cs", $"class C{number};\n");
        }

        _repository.Write("huge.sql", string.Concat(Enumerable.Repeat("insert into t values (1);\n", 700_000)));
        _repository.Write("picture.png", [0x89, 0x50, 0, 0, 0, 1, 2, 3]);

        var change = await _repository.ReadAsync(new ChangeRequest.WorkingTree(_repository.Root));

        Assert.Equal(60, change.Files.Count);
        Assert.Equal(58, change.Files.Count(file => file.New is not null && file.Skipped is null && file.Failure is null));
        Assert.Equal(SkipReason.TooLarge, change.Files.Single(file => file.Path is "huge.sql").Skipped);
        Assert.Equal(SkipReason.Binary, change.Files.Single(file => file.Path is "picture.png").Skipped);
    }

    [Fact]
    public async Task R1_a_diff_of_300_kilobytes_is_read_whole()
    {
        string Text(string name) => string.Concat(Enumerable.Range(0, 9_000).Select(line => $"    var {name}{line} = Compute({line % 97});\n"));
        _repository.Write("long.cs", Text("a"));
        _repository.Commit();
        _repository.Write("long.cs", Text("b"));

        var file = Assert.Single((await _repository.ReadAsync(new ChangeRequest.WorkingTree(_repository.Root))).Files);

        Assert.Equal([new Hunk(new LineSpan(0, 9_000), new LineSpan(0, 9_000))], file.Hunks);
    }

    [Fact]
    public async Task R1_a_submodule_is_one_account_and_what_is_dirty_in_it_none()
    {
        using var other = TemporaryRepository.Create();
        other.Write("a.cs", "one\n");
        other.Commit();
        _repository.Git("submodule", "--quiet", "add", other.Root, "lib");
        _repository.Commit();
        _repository.Write("lib/a.cs", "dirty\n");
        Assert.Empty((await _repository.ReadAsync(new ChangeRequest.WorkingTree(_repository.Root))).Files);

        TemporaryRepository.GitIn(_repository.At("lib"), "commit", "--quiet", "--all", "--message", "Go on");

        Assert.Equal(["Modified lib: Submodule"], (await _repository.ReadAsync(new ChangeRequest.WorkingTree(_repository.Root))).Told());
        _repository.Git("add", "lib");
        Assert.Equal(["Modified lib: Submodule"], (await _repository.ReadAsync(new ChangeRequest.Staged(_repository.Root))).Told());
    }

    [Fact]
    public async Task R1_a_repository_that_lies_inside_untracked_is_one_account()
    {
        Directory.CreateDirectory(_repository.At("inner"));
        TemporaryRepository.GitIn(_repository.At("inner"), "init", "--quiet");
        _repository.Write("inner/a.cs", "one\n");
        TemporaryRepository.GitIn(_repository.At("inner"), "add", "--all");
        TemporaryRepository.GitIn(_repository.At("inner"), "commit", "--quiet", "--message", "Begin");

        Assert.Equal(["Added inner: Submodule"], (await _repository.ReadAsync(new ChangeRequest.WorkingTree(_repository.Root))).Told());
    }

    [Fact]
    public async Task R1_a_file_that_git_only_intends_to_add_is_new()
    {
        _repository.Commit();
        _repository.Write("a.cs", "one\n");
        _repository.Git("add", "--intent-to-add", "a.cs");

        Assert.Equal(["Added a.cs: -[]+[one]"], (await _repository.ReadAsync(new ChangeRequest.WorkingTree(_repository.Root))).Told());
        Assert.Empty((await _repository.ReadAsync(new ChangeRequest.Staged(_repository.Root))).Files);
    }

    [Fact]
    public async Task R1_a_file_that_is_taken_out_of_the_index_but_stays_on_the_disk_is_compared_with_its_commit()
    {
        _repository.Write("a.cs", "one\n");
        _repository.Write("b.cs", "one\n");
        _repository.Commit();
        _repository.Git("rm", "--quiet", "--cached", "a.cs", "b.cs");
        _repository.Write("a.cs", "two\n");

        Assert.Equal(["Modified a.cs: -[one]+[two]"], (await _repository.ReadAsync(new ChangeRequest.WorkingTree(_repository.Root))).Told());
        Assert.Equal(["Deleted a.cs: Deleted", "Deleted b.cs: Deleted"], (await _repository.ReadAsync(new ChangeRequest.Staged(_repository.Root))).Told());
    }

    [Fact]
    public async Task R5_a_conflict_is_read_from_the_disk_and_fails_where_the_index_is_asked()
    {
        _repository.Write("a.cs", "one\n");
        _repository.Commit();
        _repository.Git("checkout", "--quiet", "-b", "side");
        _repository.Write("a.cs", "theirs\n");
        _repository.Commit();
        _repository.Git("checkout", "--quiet", "main");
        _repository.Write("a.cs", "ours\n");
        _repository.Commit();
        Assert.Throws<InvalidOperationException>(() => _repository.Git("merge", "--quiet", "side"));

        var tree = Assert.Single((await _repository.ReadAsync(new ChangeRequest.WorkingTree(_repository.Root))).Files);
        var staged = Assert.Single((await _repository.ReadAsync(new ChangeRequest.Staged(_repository.Root))).Files);

        Assert.StartsWith("<<<<<<<", tree.New!.Text, StringComparison.Ordinal);
        Assert.Equal("ours\n", tree.Old!.Text);
        Assert.NotEmpty(tree.Hunks);
        Assert.Contains("merge stopped", staged.Failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task R1_a_file_that_was_only_touched_is_no_change()
    {
        _repository.Write("a.cs", "one\n");
        _repository.Commit();
        File.SetLastWriteTimeUtc(_repository.At("a.cs"), new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));

        Assert.Empty((await _repository.ReadAsync(new ChangeRequest.WorkingTree(_repository.Root))).Files);
    }

    [Fact]
    public async Task R1_encodings_are_read_on_both_sides()
    {
        _repository.Write("a.cs", Encoding.UTF8.GetBytes("one\ntwo\n"));
        _repository.Write("b.cs", [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("one\ntwo\n")]);
        _repository.Write("c.cs", "one\n");
        _repository.Commit();
        _repository.Write("a.cs", [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes("one\ntwo\n")]);
        _repository.Write("b.cs", [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("one\nTWO\n")]);
        _repository.Write("c.cs", Encoding.Latin1.GetBytes("größe\n"));

        Assert.Equal(
            ["Modified a.cs: ContentUnchanged", "Modified b.cs: -[two]+[TWO]", "Modified c.cs: failed"],
            (await _repository.ReadAsync(new ChangeRequest.WorkingTree(_repository.Root))).Told());
    }

    [Fact]
    public async Task R5_a_content_that_the_clone_lacks_fails_alone()
    {
        _repository.Write("a.cs", "one\n");
        _repository.Write("b.cs", "one and more\n");
        _repository.Commit();
        var id = _repository.Git("rev-parse", "HEAD:a.cs");
        var place = _repository.At($".git/objects/{id[..2]}/{id[2..]}");
        File.SetAttributes(place, FileAttributes.Normal);
        File.Delete(place);

        Assert.Equal(
            ["Added a.cs: failed", "Added b.cs: -[]+[one and more]"], (await _repository.ReadAsync(new ChangeRequest.Commit(_repository.Root, "HEAD"))).Told());
    }

    [Fact]
    public async Task R5_a_folder_that_became_a_link_leads_nowhere()
    {
        using var elsewhere = TemporaryRepository.CreateFolder();
        elsewhere.Write("a.cs", "private\n");
        _repository.Write("src/a.cs", "one\n");
        _repository.Commit();
        Directory.Delete(_repository.At("src"), recursive: true);
        Directory.CreateSymbolicLink(_repository.At("src"), elsewhere.Root);

        var change = await _repository.ReadAsync(new ChangeRequest.WorkingTree(_repository.Root)
        {
            Unsaved = new Dictionary<string, string>(StringComparer.Ordinal),
        });

        Assert.Equal(["Added src: Link", "Deleted src/a.cs: Deleted"], change.Told());
        Assert.Equal(["AsItStands src/a.cs: Link"], (await _repository.ReadAsync(new ChangeRequest.Files(_repository.Root, ["src/a.cs"]))).Told());
    }

    [Fact]
    public async Task R1_repositories_that_name_things_by_sha256_are_read_alike()
    {
        using var repository = TemporaryRepository.CreateFolder();
        repository.Git("init", "--quiet", "--object-format=sha256");
        repository.Write("a.cs", "one\n");
        Assert.Equal(["Added a.cs: -[]+[one]"], (await repository.ReadAsync(new ChangeRequest.WorkingTree(repository.Root))).Told());
        repository.Commit();
        repository.Write("a.cs", "two\n");

        Assert.Equal(["Modified a.cs: -[one]+[two]"], (await repository.ReadAsync(new ChangeRequest.WorkingTree(repository.Root))).Told());
    }
}
