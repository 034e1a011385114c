using CodeAssist.Core.Review.Likelihood;
using CodeAssist.Core.Text;

namespace CodeAssist.Core.Tests.Review.Likelihood;

/// <summary>What a line could have said, by its tokens alone.</summary>
public sealed class TokenAlternativesTests
{
    [Theory]
    [InlineData("while (at < end) {", "Comparison: while (at > end) {")]
    [InlineData("while (at < end) {", "OffByOne: while (at <= end) {")]
    [InlineData("if (a === b) {", "Negation: if (a !== b) {")]
    [InlineData("ok = one && other;", "Operator: ok = one || other;")]
    [InlineData("rest = all - done;", "Operator: rest = all + done;")]
    [InlineData("take(list, 1);", "OffByOne: take(list, 0);")]
    [InlineData("open(name, true);", "Literal: open(name, false);")]
    public void A_line_could_have_said_its_neighbour(string line, string expected) => Assert.Contains(expected, Of(line, 0), StringComparer.Ordinal);

    [Fact]
    public void A_variable_could_have_been_another_one_that_is_used_nearby() =>
        Assert.Contains("Variable: set(start, start);", Of("move(start, end);\nset(start, end);", 1), StringComparer.Ordinal);

    [Theory]
    [InlineData("x = -1;")]
    [InlineData("// a < b")]
    [InlineData("say(\"a < b\");")]
    public void Signs_that_are_no_operators_are_left_alone(string line) =>
        Assert.DoesNotContain(Of(line, 0), other => other.StartsWith("Operator", StringComparison.Ordinal) || other.StartsWith("Comparison", StringComparison.Ordinal));

    [Fact]
    public void A_name_left_over_from_the_copied_line_is_seen() =>
        Assert.Contains("CopiedName: copy.Width = other.Width;", Of("copy.Height = other.Height;\ncopy.Width = other.Height;", 1), StringComparer.Ordinal);

    [Fact]
    public void Lines_that_follow_their_pattern_have_no_name_left_over() =>
        Assert.DoesNotContain(Of("copy.Height = other.Height;\ncopy.Width = other.Width;", 1), other => other.StartsWith("CopiedName", StringComparison.Ordinal));

    private static IReadOnlyList<string> Of(string text, int line)
    {
        var document = DocumentSnapshot.Open("a.ts", "typescript", 0, text);
        return [.. new TokenAlternatives().Of(document, line, TestContext.Current.CancellationToken).Select(other =>
        {
            var changed = string.Concat(text.AsSpan(0, other.Place.Start), other.Text, text.AsSpan(other.Place.End));
            return $"{other.Kind}: {changed.Split('\n')[line]}";
        })];
    }
}
