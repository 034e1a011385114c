using CodeAssist.Core.Privacy.Secrets;

namespace CodeAssist.Core.Tests.Privacy.Secrets;

public sealed class SecretRulesTests
{
    public static TheoryData<string> Ids => [.. SecretRules.All.Ids];

    [Fact]
    public void Carries_all_rules_of_the_release_and_ours()
    {
        Assert.Equal(210 + 15, SecretRules.All.Ids.Count);
        Assert.Equal(SecretRules.All.Ids.Count, SecretRules.All.Ids.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void Every_rule_has_a_keyword_so_that_most_texts_cost_nothing() => Assert.All(SecretRules.All.Rules, rule => Assert.NotEmpty(rule.Keywords));

    /// <summary>Also shows that each pattern compiles for the engine that does not backtrack, and can match at all.</summary>
    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_rule_finds_a_secret_made_after_its_pattern(string id)
    {
        var rule = SecretRules.All.Rules.Single(rule => string.Equals(rule.Id, id, StringComparison.Ordinal));
        var sample = SampleSecret.For(rule);

        // Another rule may know the same secret, and then its name comes first.
        var rest = SecretScanner.Default.Scan(sample.Around, []).Reverse().Aggregate(sample.Around, (text, hit) => text.Remove(hit.Start, hit.Length));
        Assert.DoesNotContain(sample.Text, rest, StringComparison.Ordinal);
    }
}
