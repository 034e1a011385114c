using CodeAssist.Context.Index;
using CodeAssist.Core.Completion;
using CodeAssist.Core.Completion.Continuations;

namespace CodeAssist.Context.Tests.Index;

/// <summary>What is proposed at <c>$0</c>, from files on the disk and documents in the editor.</summary>
public sealed class WorkspaceIndexTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("codeassist-index-");
    private readonly WorkspaceIndex _index = new();

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Goes_on_as_another_file_does()
    {
        await BuildAsync(("a.cs", "class A\n{\n    int Sum(int left, int right) => left + right;\n}\n"));

        Assert.Equal(" right) => left + right;", First("class B\n{\n    int Sum(int left, int$0\n}\n").Text);
    }

    [Theory]
    [InlineData("if (left == null)\n\t{\n\t\tthrow$0")]
    [InlineData("if  (left  ==  null)\r\n        {\r\n            throw$0")]
    public async Task White_space_makes_no_difference(string text)
    {
        await BuildAsync(("a.cs", "    if (left == null)\n    {\n        throw new ArgumentNullException();\n    }\n"));

        Assert.Equal(" new ArgumentNullException();", First(text).Text);
    }

    [Fact]
    public async Task A_word_that_has_begun_is_finished()
    {
        await BuildAsync(("a.cs", "var stopwatch = Stopwatch.StartNew();\nvar other = Stopwatch.StartNew();\n"));

        Assert.Equal("New();", First("var stopwatch = Stopwatch.Start$0").Text);
    }

    [Fact]
    public async Task No_space_is_proposed_where_one_stands()
    {
        await BuildAsync(("a.cs", "return left + right;\n"));

        Assert.Equal("right;", First("return left + $0").Text);
    }

    [Fact]
    public async Task Names_that_differ_before_the_caret_are_taken_over()
    {
        await BuildAsync(("a.cs", "ArgumentNullException.ThrowIfNull(source);\n_source = source;\n"));

        Assert.Contains(Propose("ArgumentNullException.ThrowIfNull(target);\n_target =$0"), proposal => proposal is { Text: " target;", Evidence.IsRenamed: true });
    }

    [Theory]
    [InlineData("ThrowIfNull(target);\n_target = ta$0", "rget;")]
    [InlineData("ThrowIfNull(target);\n_target = t$0", "arget;")]
    [InlineData("ThrowIfNull(target);\n_target = other$0", null)]
    [InlineData("ThrowIfNull(target);\n_target = target$0", null)]
    public async Task Names_that_differ_are_taken_over_where_they_have_been_begun(string text, string? proposed)
    {
        await BuildAsync(("a.cs", "ThrowIfNull(source);\n_source = source;\n"));

        Assert.Equal(proposed, Propose(text).FirstOrDefault(proposal => proposal.Text.EndsWith("et;", StringComparison.Ordinal))?.Text);
    }

    [Fact]
    public async Task A_letter_that_agrees_makes_a_text_surer()
    {
        await BuildAsync(("a.cs", "x.Register(boat, tide);\n"), ("b.cs", "x.Register(crane, load);\n"), ("c.cs", "x.Register(buoy, depth);\n"));

        var (before, after) = (Propose("x.Register($0").Single(proposal => proposal.Text.StartsWith('c')).Probability, Assert.Single(Propose("x.Register(c$0")));

        Assert.Equal("rane, load);", after.Text);
        Assert.InRange(after.Probability, 2 * before, 1);
    }

    [Fact]
    public async Task A_line_that_has_begun_with_a_word_is_one_of_the_whole_lines()
    {
        await BuildAsync(("a.cs", "void F()\n{\n    Prepare();\n    Register(crane);\n}\n"));

        Assert.Equal("ister(crane);", First("void G()\n{\n    Prepare();\n    Reg$0").Text);
    }

    [Fact]
    public async Task A_name_that_is_complete_is_gone_on_with_too()
    {
        await BuildAsync(("a.cs", "var dock = harbour.Dock(crane);\n"));

        Assert.Equal("(crane);", First("var dock = harbour.Dock$0").Text);
        Assert.Equal("(crane);", First("other = Dock$0").Text);
    }

    [Theory]
    [InlineData(CompletionTrigger.Automatic, new[] { "our.Open();" })]
    [InlineData(CompletionTrigger.Invoked, new[] { "our.Open();", ".Open();", ".Close();" })]
    public async Task Who_asks_has_the_choice_of_taking_the_name_for_complete(CompletionTrigger trigger, string[] proposed)
    {
        await BuildAsync(("a.cs", "var first = harbour.Open();\n"), ("b.cs", "return harb.Close();\n"));

        Assert.Equal(proposed, Propose("var first = harb$0", trigger: trigger).Select(proposal => proposal.Text), StringComparer.Ordinal);
    }

    [Fact]
    public async Task Of_texts_seen_as_often_the_one_whose_names_stand_in_the_file_comes_first()
    {
        await BuildAsync(("a.cs", "x.Register(boat, tide);\n"), ("b.cs", "x.Register(crane, load);\n"));

        Assert.Equal("(crane, load);", Open("void Lift(Crane crane, Load load)\n{\n    x.Register$0\n}\n").Text);
        Assert.Equal("(boat, tide);", Open("void Land(Boat boat, Tide tide)\n{\n    x.Register$0\n}\n").Text);

        Proposal Open(string marked)
        {
            _index.Update("here/caret.cs", marked.Replace("$0", "", StringComparison.Ordinal));
            return First(marked);
        }
    }

    [Fact]
    public async Task What_the_editor_has_hides_what_the_disk_says()
    {
        await BuildAsync(("a.cs", "alpha.Beta(gamma);\n"));

        _index.Update("a.cs", "alpha.Beta(delta);\n");

        Assert.Equal("delta);", Assert.Single(Propose("alpha.Beta($0")).Text);
    }

    [Fact]
    public async Task An_open_document_stays_as_it_is_when_the_disk_is_read_after_it()
    {
        _index.Update("a.cs", "alpha.Beta(delta);\n");

        await BuildAsync(("a.cs", "alpha.Beta(gamma);\n"));

        Assert.Equal("delta);", Assert.Single(Propose("alpha.Beta($0")).Text);
    }

    [Fact]
    public void An_excluded_document_is_proposed_in_itself_alone()
    {
        _index.Update("notes.cs", "alpha.Beta(delta);\n");
        _index.Admit("notes.cs", isExcluded: true);
        _index.Update("notes.cs", "alpha.Beta(delta);\n");
        _index.Update("b.cs", "alpha.Beta(other);\n");

        Assert.Equal("other);", Assert.Single(Propose("alpha.Beta($0")).Text);
        Assert.Equal("delta);", Assert.Single(Propose("alpha.Beta(delta);\nalpha.Beta($0", path: "notes.cs")).Text);

        _index.Admit("notes.cs", isExcluded: false);
        _index.Update("notes.cs", "alpha.Beta(delta);\n");
        Assert.Contains(Propose("alpha.Beta($0"), proposal => proposal.Text is "delta);");
    }

    [Fact]
    public async Task A_removed_file_says_nothing_more()
    {
        await BuildAsync(("a.cs", "alpha.Beta(gamma);\n"));

        _index.Remove("a.cs");

        Assert.Empty(Propose("alpha.Beta($0"));
    }

    [Fact]
    public void The_line_itself_and_what_follows_it_are_no_evidence()
    {
        Assert.DoesNotContain(Propose("first();\n$0\nsecond();\n"), proposal => proposal.Text.StartsWith("second", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("crane.Lift(heavy);", "crane.$0", "Lift(heavy);")]
    [InlineData("crane.Lift(heavy, Compute(tide));", "crane.Lift(heavy, Compute($0", "tide));")]
    public void In_a_long_document_of_lines_alike_a_longer_match_is_found_far_from_the_caret(string far, string marked, string proposed)
    {
        var alike = string.Concat(Enumerable.Range(0, 8000).Select(line => $"var value{line} = Compute({line});\n"));

        Assert.Equal(proposed, First($"{far}\n{alike}{marked}\n").Text);
    }

    [Theory]
    [InlineData(".env")]
    [InlineData("keys/server.key")]
    public void Files_with_keys_are_neither_known_nor_completed(string path)
    {
        _index.Update(path, "PASSWORD = hunter2\n");

        Assert.Empty(Propose("PASSWORD =$0"));
        Assert.Empty(Propose("PASSWORD = hunter2\nPASSWORD =$0", path: path));
    }

    [Fact]
    public async Task A_block_on_which_all_places_agree_comes_as_a_whole()
    {
        const string Guard = "        if (left is null)\n        {\n            return false;\n        }\n";
        await BuildAsync(("a.cs", $"class A\n{{\n    bool M()\n    {{\n{Guard}    }}\n}}\n"), ("b.cs", $"class B\n{{\n    bool N()\n    {{\n{Guard}    }}\n}}\n"));

        var proposal = First("\tif (left is$0");

        Assert.Equal(" null)", proposal.Text);
        Assert.Equal(" null)\n\t{\n\t\treturn false;\n\t}", proposal.Block);
    }

    [Fact]
    public async Task A_block_on_which_places_disagree_does_not()
    {
        await BuildAsync(("a.cs", "if (left is null)\n{\n    return false;\n}\n"), ("b.cs", "if (left is null)\n{\n    return true;\n}\n"));

        Assert.Null(First("if (left is$0").Block);
    }

    [Fact]
    public async Task Probabilities_are_ordered_and_sum_to_at_most_one()
    {
        await BuildAsync(("a.cs", "f(one);\nf(two);\nf(two);\nf(three);\ng(one);\n"));

        var probabilities = Propose("f($0").Select(proposal => proposal.Probability).ToList();

        Assert.Equal(probabilities.OrderDescending(), probabilities);
        Assert.InRange(probabilities.Sum(), 0.01, 1);
    }

    [Fact]
    public async Task Only_so_much_is_read_as_the_limits_allow()
    {
        Write(("a.cs", "one();\n"), ("b.cs", "two();\n"), ("c.cs", "three();\n"));

        var built = await _index.BuildAsync(_folder.FullName, new IndexLimits(2, 1000), new Progress<IndexProgress>(), TestContext.Current.CancellationToken);

        Assert.Equal((2, true), (built.Files, built.IsLimited));
    }

    [Fact]
    public async Task Building_stops_when_it_is_told_to()
    {
        Write(("a.cs", "one();\n"));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            _index.BuildAsync(_folder.FullName, IndexLimits.Default, new Progress<IndexProgress>(), new CancellationToken(canceled: true)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n\n")]
    [InlineData("\ud800")]
    [InlineData("a\0b")]
    [InlineData("((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((")]
    public async Task Answers_at_every_caret_of_any_text(string text)
    {
        await BuildAsync(("a.cs", "f(one);\nf(two);\n((((((((((((\n"));

        for (var caret = 0; caret <= text.Length; caret++)
        {
            Assert.All(Propose(text.Insert(caret, "$0")), proposal => Assert.False(string.IsNullOrWhiteSpace(proposal.Text)));
        }
    }

    private Proposal First(string marked) => Propose(marked)[0];

    private IReadOnlyList<Proposal> Propose(string marked, string path = "here/caret.cs", CompletionTrigger trigger = CompletionTrigger.Automatic)
    {
        var caret = marked.IndexOf("$0", StringComparison.Ordinal);
        return _index.Propose(new CompletionRequest(path, "test", "csharp", marked.Remove(caret, 2), caret, trigger), 5);
    }

    private Task<IndexProgress> BuildAsync(params (string Path, string Text)[] files)
    {
        Write(files);
        return _index.BuildAsync(_folder.FullName, IndexLimits.Default, new Progress<IndexProgress>(), TestContext.Current.CancellationToken);
    }

    private void Write(params (string Path, string Text)[] files)
    {
        foreach (var (path, text) in files)
        {
            File.WriteAllText(Path.Combine(_folder.FullName, path), text);
        }
    }
}
