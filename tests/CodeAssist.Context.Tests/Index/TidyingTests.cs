using CodeAssist.Context.Index;
using CodeAssist.Core.Completion;

namespace CodeAssist.Context.Tests.Index;

/// <summary>What an index says while and after it is put in order: at <c>alpha.Beta(</c>.</summary>
public sealed class TidyingTests
{
    // Only a failing test ever waits for it.
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);

    private readonly WorkspaceIndex _index;
    private Action _meanwhile = static () => { };

    public TidyingTests()
    {
        _index = new WorkspaceIndex(() => _meanwhile());
        _index.Update("a.cs", "alpha.Beta(gamma);\n");
        _index.Close("a.cs");
    }

    [Fact]
    public void A_closed_document_is_still_known_when_everything_is_tidied()
    {
        Tidy();

        Assert.Empty(_index.Content.Open);
        Assert.Equal(["gamma);"], Known());
    }

    [Fact]
    public void Many_small_segments_become_one()
    {
        for (var index = 0; index < 20; index++)
        {
            _index.Update($"{index}.cs", $"alpha{index}.Beta(delta{index});\n");
            _index.Close($"{index}.cs");
            Tidy();
        }

        Assert.InRange(_index.Content.Segments.Count, 1, 7);
        Assert.All(Enumerable.Range(0, 20), index => Assert.Contains($"delta{index});", Known($"alpha{index}.Beta("), StringComparer.Ordinal));
    }

    [Fact]
    public void A_question_is_answered_while_a_tidy_is_under_way()
    {
        IReadOnlyList<string>? answer = null;

        // On a thread of its own: the tidying one may pass its own locks.
        Tidy(() => answer = Elsewhere(Known));

        Assert.Equal(["gamma);"], answer);
    }

    [Fact]
    public void A_document_opened_meanwhile_counts_as_the_editor_has_it()
    {
        Tidy(() => _index.Update("a.cs", "alpha.Beta(delta);\n"));

        Assert.Equal(["delta);"], Known());
    }

    [Fact]
    public void A_document_removed_meanwhile_stays_removed()
    {
        Tidy();
        _index.Update("b.cs", "alpha.Beta(delta);\n");
        _index.Close("b.cs");
        for (var index = 0; index < 5; index++)
        {
            Tidy();
            _index.Update($"{index}.cs", "nothing;\n");
            _index.Close($"{index}.cs");
        }

        Tidy(() =>
        {
            _index.Remove("a.cs");
            _index.Remove("4.cs");
        });

        Assert.Equal(["delta);"], Known());
        Assert.Single(_index.Content.Segments);
    }

    [Fact]
    public void A_tidy_that_is_stopped_changes_nothing()
    {
        Assert.ThrowsAny<OperationCanceledException>(() => Tidy(() => throw new OperationCanceledException()));

        Assert.Equal(["gamma);"], Known());
        Assert.Single(_index.Content.Open, document => document.Path is "a.cs");
    }

    private static T? Elsewhere<T>(Func<T> work)
    {
        T? result = default;
        var thread = new Thread(() => result = work()) { IsBackground = true };
        thread.Start();
        return thread.Join(_patience) ? result : throw new TimeoutException("It waits for the tidying.");
    }

    private void Tidy(Action? meanwhile = null)
    {
        _meanwhile = meanwhile ?? (static () => { });
        _index.Tidy(TestContext.Current.CancellationToken);
        _meanwhile = static () => { };
    }

    private List<string> Known() => Known("alpha.Beta(");

    private List<string> Known(string text)
    {
        var request = new CompletionRequest("here/caret.cs", "test", "csharp", text, text.Length, CompletionTrigger.Automatic);
        var known = _index.Propose(request, 10).Select(proposal => proposal.Text).Order(StringComparer.Ordinal).ToList();
        _index.Remove("here/caret.cs");
        return known;
    }
}
