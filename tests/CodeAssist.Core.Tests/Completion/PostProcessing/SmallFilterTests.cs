using CodeAssist.Core.Completion;
using CodeAssist.Core.Completion.PostProcessing;

namespace CodeAssist.Core.Tests.Completion.PostProcessing;

public sealed class SmallFilterTests
{
    [Theory]
    [InlineData("")]
    [InlineData("  \n\t")]
    public void White_space_alone_is_no_suggestion(string generated) =>
        FilterCheck.Rejects(DropBlank.Apply, "int a = $0", generated, NoSuggestionReason.Blank);

    [Fact]
    public void Every_line_loses_the_white_space_at_its_end() =>
        FilterCheck.Leaves(TrimTrailingWhitespace.Apply, "a($0", "b,  \n  c);\t\n\n", "a(b,\n  c);");

    [Fact]
    public void A_line_that_follows_anyway_is_not_suggested() =>
        FilterCheck.Rejects(DropRepeatedLine.Apply, "    $0\n    return total;\n", "return total;", NoSuggestionReason.RepeatsSuffix);

    [Fact]
    public void A_line_that_only_resembles_the_next_one_is_suggested() =>
        FilterCheck.Leaves(
            DropRepeatedLine.Apply, "    $0\n    return total;\n", "total += 1;", "    total += 1;\n    return total;\n");
}
