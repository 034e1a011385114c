using System.Globalization;
using CodeAssist.Core.Review.Changes;
using CodeAssist.Core.Text;
using CodeAssist.TestSupport;

namespace CodeAssist.Context.Tests.Changes;

/// <summary>Case 36 for Git, a promisor remote among it: a repository can name programs in many places. Each is planted here, shown to run where Git is asked carelessly, and shown not to run for us.</summary>
public sealed class HostileRepositoryTests : IDisposable
{
    private readonly TemporaryRepository _repository = TemporaryRepository.Create();
    private readonly TemporaryRepository _outside = TemporaryRepository.CreateFolder();

    // The program that is planted everywhere: it leaves a mark and fails.
    private string Plant => _outside.At("planted program");

    private string Mark => _outside.At("it-ran");

    public void Dispose()
    {
        _repository.Dispose();
        _outside.Dispose();
    }

    public static TheoryData<string> Places =>
    [
        "core.fsmonitor", "included core.fsmonitor", "hook", "core.hooksPath", "filter clean", "filter with odd name", "filter process", "diff.external", "diff driver command",
        "diff driver textconv", "log.showSignature", "lazy fetch over ssh", "lazy fetch from a program", "lazy fetch of a folder", "submodule's core.fsmonitor", "submodule's hook",
    ];

    [Theory]
    [MemberData(nameof(Places))]
    public async Task R1_no_program_that_a_repository_names_runs(string place)
    {
        _outside.WriteProgram("planted program", $"echo x >> '{Mark}'\nexit 1");
        _repository.Write("a.cs", "one\n");
        _repository.Write("b.cs", "one\n");
        _repository.Commit();
        _repository.Write("a.cs", "two\n");
        _repository.Commit();
        _repository.Write("a.cs", "six\n");
        _repository.Write("new.cs", "new\n");
        var careless = PlantIn(place);
        Attempt(careless);
        Assert.True(File.Exists(Mark), $"The trap in '{place}' does not work.");
        MakeRacy();
        File.Delete(Mark);

        ChangeRequest[] requests =
        [
            new ChangeRequest.WorkingTree(_repository.Root) { Unsaved = new Dictionary<string, string>(StringComparer.Ordinal) { ["b.cs"] = "unsaved\n", ["c.cs"] = "c\n" } },
            new ChangeRequest.Staged(_repository.Root),
            new ChangeRequest.Commit(_repository.Root, "HEAD"),
            new ChangeRequest.Branch(_repository.Root, "HEAD~1"),
            new ChangeRequest.Files(_repository.Root, ["a.cs"]),
            new ChangeRequest.Selection(_repository.Root, "a.cs", TextRange.At(default)),
        ];
        foreach (var request in requests)
        {
            var reading = await Reading.TryReadAsync(request);
            Assert.False(File.Exists(Mark), $"'{place}' ran for {request.GetType().Name}, which came to {reading}");
        }
    }

    [Fact]
    public async Task R1_settings_of_a_repository_do_not_change_what_is_read()
    {
        _repository.Write("lib/a.cs", "one\n  two\n");
        _repository.Write("b.cs", string.Concat(Enumerable.Range(0, 30).Select(line => $"line {line}\n")));
        _repository.Commit();
        _repository.Write("lib/a.cs", "one\ntwo\n");
        _repository.Git("mv", "b.cs", "moved.cs");
        foreach (var setting in (string[])
        [
            "diff.noprefix=true", "diff.mnemonicPrefix=true", "diff.renames=false", "diff.orderFile=/nowhere", "diff.ignoreSubmodules=all", "diff.relative=true",
            "diff.renameLimit=1", "core.quotePath=true", "color.ui=always", "diff.algorithm=patience", "core.attributesFile=" + _outside.At("attributes"), "diff.context=9",
        ])
        {
            _repository.Git(["config", .. setting.Split('=', 2)]);
        }

        _outside.Write("attributes", "* -diff linguist-generated\n");

        Assert.Equal(
            ["Modified lib/a.cs: -[  two]+[two]", "Renamed b.cs -> moved.cs: ContentUnchanged"],
            (await _repository.ReadAsync(new ChangeRequest.WorkingTree(_repository.At("lib")))).Told());
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/etc")]
    public async Task R1_a_configuration_cannot_lead_the_working_tree_elsewhere(string elsewhere)
    {
        _repository.Write("a.cs", "one\n");
        _repository.Commit();
        _repository.Git("config", "core.worktree", elsewhere);

        var refusal = await _repository.RefuseAsync(new ChangeRequest.WorkingTree(_repository.Root));

        Assert.Contains("core.worktree", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task R1_a_repository_of_another_user_is_refused_with_what_to_do()
    {
        _repository.Write("a.cs", "one\n");
        _repository.Commit();
        Assert.SkipUnless(Environment.UserName is "root", "Only root can give a folder to another user.");
        using (var chown = System.Diagnostics.Process.Start("chown", ["-R", "nobody", _repository.Root]))
        {
            await chown.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        var refusal = await _repository.RefuseAsync(new ChangeRequest.WorkingTree(_repository.Root));

        Assert.Equal("The repository belongs to another user, and Git does not read it.", refusal.Message);
        Assert.Contains("safe.directory", refusal.NextStep, StringComparison.Ordinal);
    }

    [Fact]
    public async Task R5_a_broken_repository_fails_and_says_what_git_says()
    {
        _repository.Write("a.cs", "one\n");
        _repository.Commit();
        await File.WriteAllTextAsync(_repository.At(".git/index"), "no index", TestContext.Current.CancellationToken);

        var refusal = await _repository.RefuseAsync(new ChangeRequest.WorkingTree(_repository.Root));

        Assert.False(refusal.IsUsage);
        Assert.Contains("index", refusal.Message, StringComparison.Ordinal);
    }

    /// <returns>The careless command that runs the program.</returns>
    private string[] PlantIn(string place)
    {
        void Configure(string name, string value) => _repository.Git("config", name, value);
        var quoted = $"'{Plant}'";
        switch (place)
        {
            case "core.fsmonitor":
                Configure("core.fsmonitor", quoted);
                return ["status"];
            case "included core.fsmonitor":
                _outside.Write("included", $"[core]\n\tfsmonitor = \"{quoted}\"\n");
                Configure("include.path", _outside.At("included"));
                return ["status"];
            case "hook":
                File.Copy(Plant, _repository.At(".git/hooks/post-index-change"));
                return ["add", "a.cs"];
            case "core.hooksPath":
                Directory.CreateDirectory(_outside.At("hooks"));
                File.Copy(Plant, _outside.At("hooks/post-index-change"));
                Configure("core.hooksPath", _outside.At("hooks"));
                return ["add", "a.cs"];
            case "filter clean":
                return Filter("evil", "clean");
            case "filter with odd name":
                return Filter("E=v.i", "clean");
            case "filter process":
                return Filter("evil", "process");
            case "diff.external":
                Configure("diff.external", quoted);
                return ["diff"];
            case "diff driver command":
                _repository.Write(".gitattributes", "*.cs diff=evil\n");
                Configure("diff.evil.command", quoted);
                return ["diff"];
            case "diff driver textconv":
                _repository.Write(".gitattributes", "*.cs diff=evil\n");
                Configure("diff.evil.textconv", quoted);
                return ["diff"];
            case "log.showSignature":
                Sign();
                Configure("log.showSignature", "true");
                Configure("gpg.program", Plant);
                return ["log", "-1"];
            case "lazy fetch over ssh":
                LoseContent("ssh://nobody@127.0.0.1:9/nowhere");
                Configure("core.sshCommand", quoted);
                return ["cat-file", "-p", "HEAD:a.cs"];
            case "lazy fetch from a program":
                Configure("protocol.ext.allow", "always");
                Configure("protocol.allow", "always");
                LoseContent($"ext::{_outside.At("link")} x");
                File.CreateSymbolicLink(_outside.At("link"), Plant);
                return ["cat-file", "-p", "HEAD:a.cs"];
            case "lazy fetch of a folder":
                LoseContent("file://" + _repository.Root);
                Configure("remote.origin.uploadpack", quoted);
                return ["cat-file", "-p", "HEAD:a.cs"];
            case "submodule's core.fsmonitor":
                Submodule();
                TemporaryRepository.GitIn(_repository.At("sub"), "config", "core.fsmonitor", quoted);
                return ["status"];
            case "submodule's hook":
                Submodule();
                File.Copy(Plant, Path.Combine(_repository.At(".git/modules/sub/hooks"), "post-index-change"));
                return ["-C", "sub", "add", "a.cs"];
            default:
                throw new ArgumentOutOfRangeException(nameof(place), place, "Unknown.");
        }
    }

    private string[] Filter(string name, string setting)
    {
        _repository.Write(".gitattributes", $"*.cs filter={name}\n");
        File.AppendAllText(_repository.At(".git/config"), $"[filter \"{name}\"]\n\t{setting} = \"'{Plant}'\"\n\trequired = true\n");
        MakeRacy();
        return ["diff-index", "HEAD"];
    }

    // Where the index is no younger than a file, Git compares the contents, and what it compares has gone through the filters.
    private void MakeRacy()
    {
        var past = new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(_repository.At(".git/index"), past);
    }

    private void Sign()
    {
        var parts = _repository.Git("cat-file", "commit", "HEAD").Split("\n\n", 2);
        var signed = $"{parts[0]}\ngpgsig -----BEGIN PGP SIGNATURE-----\n \n aGVsbG8=\n -----END PGP SIGNATURE-----\n\n{parts[1]}\n";
        _repository.Git("update-ref", "HEAD", TemporaryRepository.GitWith(_repository.Root, signed, "hash-object", "-t", "commit", "-w", "--stdin"));
    }

    private void LoseContent(string remote)
    {
        _repository.Git("config", "core.repositoryFormatVersion", "1");
        _repository.Git("config", "extensions.partialClone", "origin");
        _repository.Git("config", "remote.origin.url", remote);
        _repository.Git("config", "remote.origin.promisor", "true");
        var id = _repository.Git("rev-parse", "HEAD:a.cs");
        var content = _repository.At(string.Create(CultureInfo.InvariantCulture, $".git/objects/{id[..2]}/{id[2..]}"));
        File.SetAttributes(content, FileAttributes.Normal);
        File.Delete(content);
    }

    private void Submodule()
    {
        using var other = TemporaryRepository.Create();
        other.Write("a.cs", "one\n");
        other.Commit();
        _repository.Git("submodule", "--quiet", "add", other.Root, "sub");
        _repository.Write("sub/a.cs", "dirty\n");
    }

    private void Attempt(string[] careless)
    {
        try
        {
            _repository.Git(careless);
        }
        catch (InvalidOperationException)
        {
            // The planted program is no real driver.
        }
    }
}
