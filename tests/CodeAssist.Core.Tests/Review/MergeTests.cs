using CodeAssist.Core.Review.Findings;
using CodeAssist.Core.Review.Reviewers;

namespace CodeAssist.Core.Tests.Review;

/// <summary>R10: who says what has been said becomes evidence of it.</summary>
public sealed class MergeTests
{
    private static readonly ReviewRule _compiler = Example.Rule with { Id = "CS8602" };

    [Fact]
    public async Task R10_the_same_rule_at_the_same_line_by_two_reviewers_is_one_finding_with_evidence()
    {
        var finding = Assert.Single(await FindAsync(
            By("analyzers", Claim(_compiler, 1, 0, 3)), By("report", Claim(_compiler, 1, 2, 5) with { Message = "Said otherwise." })));

        Assert.Equal("analyzers", finding.Reviewer);
        Assert.Equal(new Evidence("report: CS8602", "Said otherwise."), Assert.Single(finding.Evidence));
    }

    [Fact]
    public async Task R10_what_other_tools_call_otherwise_is_the_same_too()
    {
        var rule = Example.Rule with { Id = "rethrow", AlsoKnownAs = ["CA2200"] };

        Assert.Single(await FindAsync(By("checks", Claim(rule, 1, 0, 3)), By("report", Claim(Example.Rule with { Id = "CA2200" }, 1, 0, 9))));
    }

    [Fact]
    public async Task R10_an_opinion_on_what_the_compiler_is_certain_of_disappears()
    {
        var opinion = Claim(Example.Rule with { Id = "opinion" }, 1, 0, 2) with { Confidence = 0.8 };

        var finding = Assert.Single(await FindAsync(By("model", opinion), By("analyzers", Claim(_compiler, 1, 0, 3))));

        Assert.Equal("CS8602", finding.Rule.Id);
    }

    [Fact]
    public async Task Different_faults_of_one_line_stay_apart()
    {
        var opinion = Claim(Example.Rule with { Id = "opinion", Category = FindingCategory.Security }, 1, 0, 2) with { Confidence = 0.8 };

        Assert.Equal(3, (await FindAsync(By("model", opinion), By("checks", Claim(Example.Rule, 1, 0, 3), Claim(_compiler, 1, 0, 3)))).Count);
    }

    [Fact]
    public async Task One_rule_may_be_broken_twice_in_a_line() =>
        Assert.Equal(2, (await FindAsync(By("checks", Claim(Example.Rule, 1, 0, 3), Claim(Example.Rule, 1, 5, 8)))).Count);

    private static async Task<IReadOnlyList<Finding>> FindAsync(params IReviewer[] reviewers) =>
        (await Example.ReviewAsync(Example.Change(Example.File("a.txt", "zero\none two three\nfour")), reviewers)).Findings;

    private static ScriptedReviewer By(string id, params Claim[] claims) => new(id, _ => new ReviewerAnswer.Reviewed(claims));

    private static Claim Claim(ReviewRule rule, int line, int start, int end) => Example.At("a.txt", line, start, end) with { Rule = rule };
}
