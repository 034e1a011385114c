using CodeAssist.Core.Agent.Actions;
using CodeAssist.Processes.Git;
using CodeAssist.Processes.Running;
using CodeAssist.Server.Delegating.Hands;
using CodeAssist.TestSupport;

namespace CodeAssist.Server.Tests.Delegating.Hands;

/// <summary>A task over files that the user works on: what is not saved is read as it is, changed in the editor, kept and given back.</summary>
public sealed class UnsavedTests : IDisposable
{
    private const string Saved = "one\ntwo\nthree\n";
    private const string Typed = "one, typed\r\ntwo\r\nthree\r\n";

    private readonly TemporaryRepository _repository = TemporaryRepository.CreateFolder();
    private readonly TemporaryRepository _kept = TemporaryRepository.CreateFolder();
    private readonly MemoryEditor _editor = new();
    private readonly AgentHands _hands;
    private Action _onRun = static () => { };

    public UnsavedTests()
    {
        _repository.Write("a.txt", Saved);
        _repository.Write("b.txt", Saved);
        _hands = AgentHands.TryOpen(new HandsPlace(
            _repository.Root,
            Path.Combine(_kept.Root, "tasks"),
            Path.Combine(_kept.Root, "approvals.json"),
            new GitProgram(TimeProvider.System),
            (_, _) =>
            {
                _onRun();
                return Task.FromResult<(RunReport?, Processes.ProcessFailure?)>((new RunReport(0, "ok\n", null, ""), null));
            },
            TimeProvider.System) { Editor = _editor })!;
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _hands.Dispose();
        _kept.Dispose();
        _repository.Dispose();
    }

    [Fact]
    public async Task A_text_is_read_and_found_as_it_is_now()
    {
        _editor.Put("a.txt", Saved);
        Assert.DoesNotContain("typed", await DoneAsync(new AgentAction.Read("a.txt", null)), StringComparison.Ordinal);

        _editor.Put("a.txt", Typed);

        Assert.Equal("a.txt, lines 1 to 3 of 3, not saved in the editor:\none, typed\ntwo\nthree\n", await DoneAsync(new AgentAction.Read("a.txt", null)));
        Assert.Contains("a.txt:1: one, typed", await DoneAsync(new AgentAction.Search("typed", IsRegex: false, "")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_saved_is_changed_in_the_editor_and_the_disk_stays_as_it_is()
    {
        _editor.Put("a.txt", Typed);

        var told = await DoneAsync(Replace("a.txt", "two", "2"));

        Assert.StartsWith("Changed a.txt in the editor, where it is not saved.\n", told, StringComparison.Ordinal);
        Assert.Equal("one, typed\r\n2\r\nthree\r\n", _editor.Text("a.txt"));
        Assert.Equal(Saved, OnDisk("a.txt"));
    }

    [Fact]
    public async Task A_text_that_the_user_changed_since_it_was_read_is_not_changed()
    {
        _editor.Put("a.txt", Typed);
        await DoneAsync(new AgentAction.Read("a.txt", null));
        _editor.Put("a.txt", Typed + "four\r\n");

        var failed = Assert.IsType<ActionResult.Failed>(await _hands.DoAsync(Replace("a.txt", "two", "2"), null, Cancellation));

        Assert.Contains("no longer what was read", failed.Text, StringComparison.Ordinal);
        Assert.Equal(Typed + "four\r\n", _editor.Text("a.txt"));
    }

    [Fact]
    public async Task What_the_user_saved_meanwhile_is_changed_on_the_disk_and_one_that_the_editor_has_not_read_again_counts_as_saved()
    {
        _editor.Put("a.txt", Saved);
        await DoneAsync(Replace("a.txt", "two", "2"));
        await DoneAsync(Replace("a.txt", "three", "3"));
        Assert.Equal(("one\n2\n3\n", Saved), (OnDisk("a.txt"), _editor.Text("a.txt")));

        _editor.Put("a.txt", "one\n2\n3\nfour\n");
        _repository.Write("a.txt", "one\n2\n3\nfour\n");
        await DoneAsync(new AgentAction.Read("a.txt", null));
        await DoneAsync(Replace("a.txt", "four", "4"));

        Assert.Equal("one\n2\n3\n4\n", OnDisk("a.txt"));
    }

    [Fact]
    public async Task A_batch_that_the_editor_refuses_leaves_the_disk_as_it_was()
    {
        _editor.Put("a.txt", Typed);
        _editor.Refusal = "It is busy.";

        var failed = await _hands.DoAsync(new AgentAction.Edit([new EditBlock.Replace("b.txt", "two", "2"), new EditBlock.Replace("a.txt", "two", "2"), new EditBlock.Create("c.txt", "new\n")]), null, Cancellation);

        Assert.Contains("It is busy.", Assert.IsType<ActionResult.Failed>(failed).Text, StringComparison.Ordinal);
        Assert.Equal((Saved, Saved, Typed), (OnDisk("a.txt"), OnDisk("b.txt"), _editor.Text("a.txt")));
        Assert.False(File.Exists(_repository.At("c.txt")));
    }

    [Fact]
    public async Task What_is_not_saved_is_neither_renamed_nor_deleted_and_not_changed_by_an_editor_that_cannot()
    {
        _editor.Put("a.txt", Typed);

        foreach (var block in (EditBlock[])[new EditBlock.Delete("a.txt"), new EditBlock.Rename("a.txt", "c.txt")])
        {
            Assert.Contains("not saved", Assert.IsType<ActionResult.Failed>(await _hands.DoAsync(new AgentAction.Edit([block]), null, Cancellation)).Text, StringComparison.Ordinal);
        }

        _editor.CanChange = false;
        Assert.Contains("have to be saved first", Assert.IsType<ActionResult.Failed>(await _hands.DoAsync(Replace("a.txt", "two", "2"), null, Cancellation)).Text, StringComparison.Ordinal);
        Assert.Equal((Saved, Typed), (OnDisk("a.txt"), _editor.Text("a.txt")));
    }

    [Fact]
    public async Task What_was_not_saved_is_told_as_a_difference_and_given_back_to_the_letter()
    {
        _editor.Put("a.txt", Typed);
        var mark = await _hands.MarkAsync(Cancellation);
        await DoneAsync(new AgentAction.Edit([new EditBlock.Replace("a.txt", "two", "2"), new EditBlock.Replace("b.txt", "two", "2")]));

        var changes = await _hands.CompareAsync(mark!, Cancellation);
        Assert.Equal(["a.txt", "b.txt"], changes.Select(change => change.Path), StringComparer.Ordinal);
        Assert.Contains(" one, typed\r\n-two\r\n+2\r\n", changes[0].Diff, StringComparison.Ordinal);
        Assert.Empty((await _hands.RestoreAsync(mark!, paths: null, Cancellation)).Problems);

        Assert.Equal((Saved, Saved, Typed), (OnDisk("a.txt"), OnDisk("b.txt"), _editor.Text("a.txt")));
        Assert.Empty(await _hands.CompareAsync(mark!, Cancellation));
    }

    [Fact]
    public async Task One_place_of_what_is_not_saved_is_taken_back_alone()
    {
        var lines = string.Concat(Enumerable.Range(1, 30).Select(line => $"line {line}\n"));
        _repository.Write("a.txt", "");
        _editor.Put("a.txt", lines);
        var mark = await _hands.MarkAsync(Cancellation);
        await DoneAsync(new AgentAction.Edit([new EditBlock.Replace("a.txt", "line 2", "x"), new EditBlock.Replace("a.txt", "line 28", "y")]));

        var change = Assert.Single(await _hands.CompareAsync(mark!, Cancellation));
        Assert.Empty((await _hands.RestorePlacesAsync(mark!, "a.txt", [change.Places[0]], Cancellation)).Problems);

        Assert.Equal((lines.Replace("line 28\n", "y\n", StringComparison.Ordinal), ""), (_editor.Text("a.txt"), OnDisk("a.txt")));
    }

    [Fact]
    public async Task What_the_user_saved_after_the_change_is_made_on_the_disk_what_the_user_had()
    {
        _editor.Put("a.txt", Typed);
        var mark = await _hands.MarkAsync(Cancellation);
        await DoneAsync(Replace("a.txt", "two", "2"));
        _repository.Write("a.txt", _editor.Text("a.txt")!);

        Assert.Single(await _hands.CompareAsync(mark!, Cancellation));
        Assert.Empty((await _hands.RestoreAsync(mark!, paths: null, Cancellation)).Problems);

        Assert.Equal(Typed, OnDisk("a.txt"));
    }

    [Fact]
    public async Task What_the_user_typed_after_the_change_is_not_thrown_away()
    {
        var mark = await _hands.MarkAsync(Cancellation);
        await DoneAsync(Replace("a.txt", "two", "2"));
        _editor.Put("a.txt", "one\n2\nthree\nfour\n");

        var restored = await _hands.RestoreAsync(mark!, paths: null, Cancellation);

        Assert.Contains("not saved", Assert.Single(restored.Problems), StringComparison.Ordinal);
        Assert.Equal("one\n2\nthree\n", OnDisk("a.txt"));
    }

    [Fact]
    public async Task A_command_that_writes_beneath_an_unsaved_text_is_told_and_taken_back()
    {
        _editor.Put("a.txt", Typed);
        var mark = await _hands.MarkAsync(Cancellation);
        _onRun = () => _repository.Write("a.txt", "formatted\n");

        var result = await RunAsync();

        Assert.Equal(["a.txt"], result.Changed, StringComparer.Ordinal);
        Assert.Contains("+formatted\n", result.Diff, StringComparison.Ordinal);
        Assert.Contains("saw them as they lie on the disk: a.txt.", result.Text, StringComparison.Ordinal);
        await _hands.RestoreAsync(mark!, paths: null, Cancellation);
        Assert.Equal((Saved, Typed), (OnDisk("a.txt"), _editor.Text("a.txt")));
    }

    [Fact]
    public async Task Before_a_command_the_user_is_asked_to_save_what_the_task_changed()
    {
        _editor.Put("b.txt", Typed);
        var allowed = await AskAsync();
        Assert.DoesNotContain("save", allowed.Why, StringComparison.Ordinal);
        Assert.IsType<ActionResult.Done>(await _hands.DoAsync(Test, new ApprovalGrant(allowed.Key, IsRemembered: true), Cancellation));
        _editor.Put("a.txt", Typed);
        await DoneAsync(Replace("a.txt", "two", "2"));

        var asked = await AskAsync();
        Assert.StartsWith("The task changed a.txt in the editor: save that first", asked.Why, StringComparison.Ordinal);
        Assert.False(asked.CanBeRemembered);

        _repository.Write("a.txt", _editor.Text("a.txt")!);
        Assert.IsType<ActionResult.Done>(await _hands.DoAsync(Test, new ApprovalGrant(asked.Key, IsRemembered: false), Cancellation));
    }

    private static AgentAction.Run Test => new(["make", "test"], "");

    private static AgentAction.Edit Replace(string path, string search, string text) => new([new EditBlock.Replace(path, search, text)]);

    private string OnDisk(string path) => File.ReadAllText(_repository.At(path));

    private async Task<ApprovalRequest> AskAsync() => Assert.IsType<ActionResult.NeedsApproval>(await _hands.DoAsync(Test, null, Cancellation)).Request;

    private async Task<ActionResult.Done> RunAsync() =>
        Assert.IsType<ActionResult.Done>(await _hands.DoAsync(Test, new ApprovalGrant((await AskAsync()).Key, IsRemembered: false), Cancellation));

    private async Task<string> DoneAsync(AgentAction action)
    {
        var result = await _hands.DoAsync(action, null, Cancellation);
        Assert.True(result is ActionResult.Done, result.Text);
        return result.Text;
    }
}
