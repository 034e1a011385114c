using CodeAssist.Context.Ignoring;

namespace CodeAssist.Context.Tests.Ignoring;

public sealed class IgnoreRulesTests
{
    [Theory]
    [InlineData("*.log", "a.log", true)]
    [InlineData("*.log", "deep/down/a.log", true)]
    [InlineData("/a.log", "deep/a.log", false)]
    [InlineData("/a.log", "a.log", true)]
    [InlineData("doc/*.txt", "doc/a.txt", true)]
    [InlineData("doc/*.txt", "doc/more/a.txt", false)]
    [InlineData("doc/*.txt", "other/doc/a.txt", false)]
    [InlineData("**/foo", "a/b/foo", true)]
    [InlineData("**/foo", "foo", true)]
    [InlineData("**/foo/bar", "x/foo/bar", true)]
    [InlineData("a/**/b", "a/b", true)]
    [InlineData("a/**/b", "a/x/y/b", true)]
    [InlineData("a/**", "a/x", true)]
    [InlineData("a/**", "a", false)]
    [InlineData("foo**bar", "fooxbar", true)]
    [InlineData("foo?", "fooa", true)]
    [InlineData("foo?", "foo", false)]
    [InlineData("[a-c].cs", "b.cs", true)]
    [InlineData("[!a-c].cs", "b.cs", false)]
    [InlineData("[]x].cs", "].cs", true)]
    [InlineData("\\#a", "#a", true)]
    [InlineData("\\!a", "!a", true)]
    [InlineData("# a", "# a", false)]
    [InlineData("a ", "a", true)]
    [InlineData("a\\ ", "a ", true)]
    [InlineData("A.cs", "a.cs", false)]
    [InlineData("a\r", "a", true)]
    [InlineData("[", "[", false)]
    public void A_rule_means_what_it_means_to_git(string rule, string path, bool ignored) =>
        Assert.Equal(ignored, Rules("", rule).Ignore(path, isFolder: false));

    [Theory]
    [InlineData("bin/", "bin", true, true)]
    [InlineData("bin/", "bin", false, false)]
    [InlineData("a/bin/", "a/bin", true, true)]
    [InlineData("a/bin/", "b/a/bin", true, false)]
    [InlineData("bin", "bin", true, true)]
    public void A_slash_at_the_end_means_folders(string rule, string path, bool isFolder, bool ignored) =>
        Assert.Equal(ignored, Rules("", rule).Ignore(path, isFolder));

    [Fact]
    public void The_last_rule_that_matches_decides()
    {
        var rules = Rules("", "*.log\n!keep.log\n/secret/keep.log");

        Assert.False(rules.Ignore("keep.log", isFolder: false));
        Assert.True(rules.Ignore("secret/keep.log", isFolder: false));
    }

    [Fact]
    public void A_file_of_rules_in_a_folder_holds_below_it_and_before_those_above()
    {
        var rules = Rules("", "*.log").With(IgnoreFile.Parse("sub/", "!*.log\n/top.txt"));

        Assert.False(rules.Ignore("sub/a.log", isFolder: false));
        Assert.True(rules.Ignore("sub/top.txt", isFolder: false));
        Assert.False(rules.Ignore("sub/deep/top.txt", isFolder: false));
    }

    [Fact]
    public void A_pattern_that_could_match_in_endless_ways_is_decided_at_once() =>
        Assert.False(WildcardPattern.Matches(string.Concat(Enumerable.Repeat("*a", 40)) + "b", new string('a', 200)));

    private static IgnoreRules Rules(string folder, string text) => IgnoreRules.None.With(IgnoreFile.Parse(folder, text));
}
