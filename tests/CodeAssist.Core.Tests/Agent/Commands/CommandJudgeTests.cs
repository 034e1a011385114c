using CodeAssist.Core.Agent.Commands;

namespace CodeAssist.Core.Tests.Agent.Commands;

/// <summary>Case 23, above all by the table: what a shell would make of a word counts for nothing, and a shape that nobody knows asks.</summary>
public sealed class CommandJudgeTests
{
    [Fact]
    public void A1_each_row_of_the_table_is_judged_as_it_says()
    {
        Assert.InRange(CommandTable.Rows.Count, 200, 400);
        Assert.Empty(CommandTable.Rows
            .Where(row => row.Verdict.Need != row.Need)
            .Select(row => $"{row.Line}: {CommandTable.Word(row.Verdict.Need)} instead of {CommandTable.Word(row.Need)} ({row.Verdict.Reason})"));
    }

    [Fact]
    public void Each_verdict_has_a_sentence() =>
        Assert.All(CommandTable.Rows, row => Assert.Matches("^['A-Z].+\\.$", row.Verdict.Reason));

    [Fact]
    public void No_row_stands_in_the_table_twice() =>
        Assert.DoesNotContain(CommandTable.Rows.CountBy(row => row.Line, StringComparer.Ordinal), line => line.Value > 1);

    [Theory]
    [InlineData("dotnet", "test\u200B")]
    [InlineData("gi\u0074\u2063", "status")]
    [InlineData("make", "\u202Etset")]
    public void Characters_that_nobody_can_see_ask_each_time(params string[] words) =>
        Assert.Equal(CommandNeed.AskAlways, CommandJudge.Judge(words).Need);

    [Fact]
    public void A_zero_is_refused() => Assert.Equal(CommandNeed.Refused, CommandJudge.Judge(["dotnet", "te\0st"]).Need);

    [Fact]
    public void A_command_longer_than_anybody_reads_is_refused() =>
        Assert.Equal(CommandNeed.Refused, CommandJudge.Judge(["make", new string('x', CommandJudge.LongestCommand)]).Need);

    [Fact]
    public void Case_23_a_line_break_in_an_argument_separates_nothing()
    {
        var verdict = CommandJudge.Judge(["dotnet", "test\nrm -rf x"]);

        Assert.Equal("dotnet", Assert.Single(verdict.Commands).Name);
    }

    [Fact]
    public void Case_23_a_line_break_in_a_script_separates_two_commands() =>
        Assert.Equal(CommandNeed.AskAlways, CommandJudge.Judge(["sh", "-c", "make\nrm -rf x"]).Need);

    [Fact]
    public void Each_command_of_a_script_is_told() =>
        Assert.Equal(["dotnet build", "dotnet test"], CommandJudge.Judge(["sh", "-c", "dotnet build && timeout 5 dotnet test"]).Commands.Select(command => command.ToString()), StringComparer.Ordinal);
}
