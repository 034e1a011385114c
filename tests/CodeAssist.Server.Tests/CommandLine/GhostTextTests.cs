using CodeAssist.Core.Completion;
using CodeAssist.Server.CommandLine;

namespace CodeAssist.Server.Tests.CommandLine;

public sealed class GhostTextTests
{
    [Fact]
    public void A_suggestion_stands_in_its_line_between_the_code_around_it() =>
        Check("a\nb(|)\nc", "x", replaced: 0, ["1 │ a", "2 │ b(«x»)", "3 │ c"]);

    [Fact]
    public void A_suggestion_of_several_lines_pushes_the_code_below_it_down() =>
        Check("a {|\nz", "\n    b\n}", replaced: 0, ["1 │ a {«»", "2 │ «    b»", "3 │ «}»", "4 │ z"]);

    [Fact]
    public void What_a_suggestion_replaces_is_not_shown_twice() => Check("b(|)", "x);", replaced: 1, ["1 │ b(«x);»"]);

    [Fact]
    public void Brackets_in_code_are_not_taken_for_colours() => Check("a[red]|", "[0]", replaced: 0, ["1 │ a[red]«[0]»"]);

    [Fact]
    public void Code_cannot_steer_the_terminal() => Check("\u001b[31ma|", "\u0007b", replaced: 0, ["1 │ ·[31ma«·b»"]);

    private static void Check(string marked, string suggestion, int replaced, string[] expected)
    {
        var caret = marked.IndexOf('|', StringComparison.Ordinal);
        var request = new CompletionRequest("a.cs", null, "csharp", marked.Remove(caret, 1), caret, CompletionTrigger.Invoked);
        using var written = new StringWriter();

        GhostText.Write(
            Terminal.On(written, isTerminal: false),
            request,
            new Suggestion(suggestion, replaced, "test", Probability: 1));

        Assert.Equal(string.Join('\n', expected), string.Join('\n', written.ToString().ReplaceLineEndings("\n").TrimEnd().Split('\n').Select(line => line.Trim())));
    }
}
