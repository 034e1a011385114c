using CodeAssist.Core.Review.Rules;

namespace CodeAssist.Core.Tests.Review.Chat;

/// <summary>R13: which of a repository's rules a model is told.</summary>
public sealed class RuleChoiceTests
{
    private static readonly RuleFile[] _rules =
    [
        new(".github/copilot-instructions.md", "everywhere") { Covers = _ => true },
        new("AGENTS.md", "root") { Covers = _ => true, Nearest = "AGENTS.md" },
        new("src/web/AGENTS.md", "web") { Covers = path => path.StartsWith("src/web/", StringComparison.Ordinal), Nearest = "AGENTS.md" },
    ];

    [Theory]
    [InlineData("src/web/a.ts", "everywhere,web")]
    [InlineData("src/a.cs", "root,everywhere")]
    public void R13_the_nearest_of_one_name_counts(string path, string told) =>
        Assert.Equal(told, string.Join(',', RuleChoice.For(_rules, path, 1_000).Select(rule => rule.Text)));

    [Fact]
    public void R13_where_there_is_no_room_the_particular_goes_before_the_general() =>
        Assert.Equal("every,web", string.Join(',', RuleChoice.For(_rules, "src/web/a.ts", 8).Select(rule => rule.Text)));
}
