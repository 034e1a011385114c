using CodeAssist.Context.Index;
using CodeAssist.Core.Completion;
using CodeAssist.Core.Completion.Context;

namespace CodeAssist.Context.Tests.Index;

/// <summary>Behaviour 12: lines of other files in the prompt.</summary>
public sealed class SnippetTests
{
    private const string Question = "class Quay\n{\n    void Open(Registry registry)\n    {\n        var pilot = new HarbourPilot(tides, moorings);\n        $0\n    }\n}\n";

    private const string Harbour =
        "class Harbour\n{\n    void Enter(Registry registry)\n    {\n        var pilot = new HarbourPilot(tides, moorings);\n        registry.Enlist(pilot, priority: 7);\n    }\n}\n";

    private const string Weather = "class Weather\n{\n    double Wind => gauge.Read();\n\n    double Rain => bucket.Read();\n}\n";

    private readonly WorkspaceIndex _index = new();

    [Fact]
    public void Behaviour_12_the_lines_that_share_rare_names_with_the_caret_are_found()
    {
        _index.Update("src/Weather.cs", Weather);
        _index.Update("src/Harbour.cs", Harbour);

        var snippet = Assert.Single(Gather(Question));

        Assert.Equal("src/Harbour.cs", snippet.Path);
        Assert.Equal(Harbour, snippet.Text);
    }

    [Fact]
    public void Behaviour_12_closed_files_are_found_like_open_ones()
    {
        _index.Update("src/Harbour.cs", Harbour);
        _index.Close("src/Harbour.cs");
        _index.Tidy(TestContext.Current.CancellationToken);

        Assert.Equal(Harbour, Assert.Single(Gather(Question)).Text);
    }

    [Fact]
    public void Behaviour_12_no_lines_come_twice_and_none_of_the_file_itself()
    {
        _index.Update("src/Harbour.cs", Harbour);
        _index.Update("src/Copy.cs", Harbour);
        _index.Update("src/Quay.cs", Question.Replace("$0", "registry.Enlist(pilot);", StringComparison.Ordinal));

        Assert.DoesNotContain("src/Quay.cs", Gather(Question).Select(snippet => snippet.Path), StringComparer.Ordinal);
        Assert.Single(Gather(Question));
    }

    [Fact]
    public void The_same_lines_stay_while_the_caret_is_near()
    {
        _index.Update("src/Harbour.cs", Harbour);
        var before = Gather(Question);
        _index.Update("src/Copy.cs", Harbour.Replace("priority", "urgency", StringComparison.Ordinal));

        Assert.Same(before, Gather(Question.Replace("$0", "registry.$0", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_file_that_shares_nothing_is_no_context()
    {
        _index.Update("src/Weather.cs", Weather);

        Assert.Empty(Gather(Question));
    }

    [Fact]
    public void What_is_private_is_no_context()
    {
        _index.Update(".env.cs", Harbour);

        Assert.Empty(Gather(Question));
    }

    private IReadOnlyList<ContextSnippet> Gather(string marked)
    {
        var caret = marked.IndexOf("$0", StringComparison.Ordinal);

        return _index.Gather(new CompletionRequest("src/Quay.cs", "port", "csharp", marked.Remove(caret, 2), caret, CompletionTrigger.Automatic), limit: 2);
    }
}
