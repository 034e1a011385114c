using CodeAssist.Core.Agent.Actions;
using CodeAssist.Core.Agent.Edits;
using CodeAssist.Core.Review.Changes;
using CodeAssist.Core.Text;

namespace CodeAssist.Core.Tests.Agent.Edits;

public sealed class EditPlannerTests
{
    private const string Cart = "class Cart\n{\n    int Add(int a)\n    {\n        return a;\n    }\n\n    int Sub(int a)\n    {\n        return a;\n    }\n}\n";

    [Fact]
    public void Lines_that_stand_there_once_are_replaced() =>
        Assert.Equal(Cart.Replace("int Add(int a)", "int Add(int a, int b)", StringComparison.Ordinal), After(Cart, new EditBlock.Replace("a.cs", "    int Add(int a)\n", "    int Add(int a, int b)\n")));

    [Fact]
    public void Lines_that_stand_there_twice_are_refused_with_both_places()
    {
        var failure = Failure(Cart, new EditBlock.Replace("a.cs", "        return a;", "        return 1;"));

        Assert.Contains("2 times", failure.Why, StringComparison.Ordinal);
        Assert.Equal("5:         return a;\n…\n10:         return a;\n", failure.Nearest);
    }

    [Fact]
    public void Lines_that_do_not_stand_there_are_refused_with_the_nearest() =>
        Assert.StartsWith("3:     int Add(int a)", Failure(Cart, new EditBlock.Replace("a.cs", "    int Add(long value)", "x")).Nearest, StringComparison.Ordinal);

    [Fact]
    public void Indentation_and_blanks_at_line_ends_may_differ_where_the_place_is_certain() =>
        Assert.Equal(
            Cart.Replace("    int Add(int a)\n    {\n        return a;", "    int Add(int a)\n    {\n        return 2 * a;", StringComparison.Ordinal),
            After(Cart, new EditBlock.Replace("a.cs", "int Add(int a)  \n{\n    return a;\n", "int Add(int a)\n{\n    return 2 * a;\n")));

    [Fact]
    public void A_quote_that_is_unclear_even_without_its_indentation_is_refused() =>
        Assert.Contains("2 times", Failure(Cart, new EditBlock.Replace("a.cs", "return a;", "return 1;")).Why, StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("  \n\n")]
    public void An_empty_quote_is_refused(string search) => Assert.Contains("empty", Failure(Cart, new EditBlock.Replace("a.cs", search, "x")).Why, StringComparison.Ordinal);

    [Fact]
    public void Line_ends_stay_what_they_are() =>
        Assert.Equal("a\r\nB\r\nB2\r\nc\r\n", After("a\r\nb\r\nc\r\n", new EditBlock.Replace("a.cs", "b\n", "B\nB2\n")));

    [Fact]
    public void Lines_of_the_quote_that_do_not_change_keep_their_own_ends() =>
        Assert.Equal("a\nX\r\nc\nd\r\ne\r\n", After("a\nb\r\nc\nd\r\ne\r\n", new EditBlock.Replace("a.cs", "a\nb\nc", "a\nX\nc")));

    [Theory]
    [InlineData("a\nb", "a\nB")]
    [InlineData("a\nb\n", "a\nB\n")]
    public void The_end_of_the_file_stays_as_it_is(string text, string after)
    {
        Assert.Equal(after, After(text, new EditBlock.Replace("a.cs", "b\n", "B\n")));
        Assert.Equal(after, After(text, new EditBlock.Replace("a.cs", "b", "B")));
        Assert.Equal(after, After(text, new EditBlock.Whole("a.cs", "a\nB\n")));
        Assert.Equal(after, After(text, new EditBlock.Whole("a.cs", "a\nB")));
    }

    [Fact]
    public void Lines_can_be_taken_out() => Assert.Equal("a\nc", After("a\nb\nc", new EditBlock.Replace("a.cs", "b", "")));

    [Theory]
    [InlineData("    // ... existing code ...")]
    [InlineData("// ...")]
    [InlineData("# ... rest of the function unchanged")]
    [InlineData("/* ... */")]
    [InlineData("<!-- ... rest of page ... -->")]
    [InlineData("// … previous members …")]
    [InlineData("// rest of the class stays the same ...")]
    [InlineData("    // [existing methods]")]
    public void A_placeholder_for_code_is_refused(string line)
    {
        Assert.Contains("left out", Failure(Cart, new EditBlock.Replace("a.cs", "    int Add(int a)", $"    int Add()\n{line}")).Why, StringComparison.Ordinal);
        Assert.Contains("left out", Failure(Cart, new EditBlock.Whole("a.cs", $"class Cart\n{line}\n")).Why, StringComparison.Ordinal);
        Assert.Contains("left out", Failure(Cart, new EditBlock.Create("b.cs", line)).Why, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("// It keeps what is unchanged.")]
    [InlineData("x = [...y];")]
    [InlineData("    ...")]
    [InlineData("// and so on (see the rest)")]
    [InlineData("f(a, ...rest)")]
    public void An_ordinary_line_is_no_placeholder(string line) => Assert.Contains(line, After("a\n", new EditBlock.Replace("a.cs", "a", line)), StringComparison.Ordinal);

    [Fact]
    public void A_line_that_stands_in_the_file_already_is_no_placeholder() =>
        Assert.Equal("// ...\nB\n", After("// ...\nb\n", new EditBlock.Whole("a.cs", "// ...\nB\n")));

    [Fact]
    public void A_long_file_is_not_written_as_a_whole()
    {
        var text = string.Concat(Enumerable.Repeat("x\n", EditPlanner.MostLinesOfWhole + 1));

        Assert.Contains("in parts", Failure(text, new EditBlock.Whole("a.cs", "x\n")).Why, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_was_not_read_is_not_written_as_a_whole() =>
        Assert.Contains("read", Assert.IsType<EditPlan.Failed>(Plan([new EditBlock.Whole("a.cs", "x")], ("a.cs", new EditSource("a", null, WasRead: false)))).Failures[0].Why, StringComparison.Ordinal);

    [Fact]
    public void One_block_that_does_not_fit_keeps_all_from_happening_and_alone_is_reported()
    {
        var plan = Plan(
            [new EditBlock.Replace("a.cs", "a", "A"), new EditBlock.Replace("a.cs", "nowhere", "x"), new EditBlock.Replace("a.cs", "b", "B")],
            ("a.cs", new EditSource("a\nb\n", null, WasRead: true)));

        Assert.Equal(1, Assert.Single(Assert.IsType<EditPlan.Failed>(plan).Failures).Index);
    }

    [Fact]
    public void Each_block_sees_what_those_before_it_have_made()
    {
        var plan = Plan(
            [new EditBlock.Replace("a.cs", "a", "b"), new EditBlock.Replace("a.cs", "b", "c"), new EditBlock.Rename("a.cs", "d/e.cs"), new EditBlock.Replace("d/e.cs", "c", "f"), new EditBlock.Create("a.cs", "new")],
            ("a.cs", new EditSource("a", null, WasRead: true)));

        Assert.Equal(
            [("a.cs", "a", "f", "d/e.cs"), ("a.cs", null, "new", "a.cs")],
            Assert.IsType<EditPlan.Ready>(plan).Files.Select(file => (file.Path.Text, file.Before, file.After, file.NewPath.Text)));
    }

    [Fact]
    public void A_file_is_deleted_and_another_takes_its_name()
    {
        var plan = Plan(
            [new EditBlock.Delete("a.cs"), new EditBlock.Rename("b.cs", "a.cs")], ("a.cs", new EditSource("a", null, WasRead: true)), ("b.cs", new EditSource("b", null, WasRead: true)));

        Assert.Equal(
            [("a.cs", "a", null, "a.cs"), ("b.cs", "b", "b", "a.cs")],
            Assert.IsType<EditPlan.Ready>(plan).Files.Select(file => (file.Path.Text, file.Before, file.After, file.NewPath.Text)));
    }

    [Fact]
    public void What_ends_as_it_was_is_no_change() =>
        Assert.Empty(Assert.IsType<EditPlan.Ready>(Plan([new EditBlock.Replace("a.cs", "a", "b"), new EditBlock.Replace("a.cs", "b", "a")], ("a.cs", new EditSource("a", null, WasRead: true)))).Files);

    [Theory]
    [InlineData("../x")]
    [InlineData("/x")]
    [InlineData("")]
    public void A_path_that_is_none_is_refused(string path) => Assert.IsType<EditPlan.Failed>(Plan([new EditBlock.Create(path, "x")]));

    [Theory]
    [InlineData("b.cs", "There is no 'b.cs'.")]
    [InlineData("locked.cs", "No.")]
    public void A_file_that_may_not_be_changed_says_why(string path, string why) =>
        Assert.Equal(why, Assert.IsType<EditPlan.Failed>(Plan([new EditBlock.Delete(path)], ("locked.cs", new EditSource("x", "No.", WasRead: true)))).Failures[0].Why);

    [Fact]
    public void A_file_that_exists_is_not_created() => Assert.Contains("exists", Failure("a", new EditBlock.Create("a.cs", "x")).Why, StringComparison.Ordinal);

    private static string After(string text, EditBlock block) =>
        Assert.Single(Assert.IsType<EditPlan.Ready>(Plan([block], ("a.cs", new EditSource(text, null, WasRead: true)))).Files).After!;

    private static BlockFailure Failure(string text, EditBlock block) =>
        Assert.Single(Assert.IsType<EditPlan.Failed>(Plan([block], ("a.cs", new EditSource(text, null, WasRead: true)))).Failures);

    private static EditPlan Plan(IReadOnlyList<EditBlock> blocks, params (string Path, EditSource Source)[] files) => new EditPlanner(new NoOutline(), _ => "plaintext").Plan(
        blocks, path => Array.Find(files, file => string.Equals(file.Path, path.Text, StringComparison.Ordinal)).Source ?? new EditSource(null, null, WasRead: false));

    // Members are a matter of C#, whose outline lies in another room; their tests do as well.
    private sealed class NoOutline : ICodeOutline
    {
        public IReadOnlyList<CodeMember> Read(DocumentSnapshot document) => [];
    }
}
