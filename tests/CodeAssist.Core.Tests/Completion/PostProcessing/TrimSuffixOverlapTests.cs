using CodeAssist.Core.Completion;
using CodeAssist.Core.Completion.PostProcessing;

namespace CodeAssist.Core.Tests.Completion.PostProcessing;

public sealed class TrimSuffixOverlapTests
{
    [Theory]
    [InlineData("Print($0)", "name)", "Print(name)")]
    [InlineData("Print($0);", "name);", "Print(name);")]
    [InlineData("Print($0)", "name);", "Print(name);")]
    [InlineData("Print($0))", "Name())", "Print(Name()))")]
    [InlineData("var s = \"$0\";", "text\";", "var s = \"text\";")]
    [InlineData("Print(\"$0\")", "text\");", "Print(\"text\");")]
    [InlineData("var s = \"$0\"", "a\" + b", "var s = \"a\" + b")]
    [InlineData("if (a $0) return;", "== b) return;", "if (a == b) return;")]
    public void What_already_stands_after_the_caret_is_not_written_twice(string marked, string generated, string document) =>
        FilterCheck.Leaves(TrimSuffixOverlap.Apply, marked, generated, document);

    [Theory]
    [InlineData("Print($0)", "Name()", "Print(Name())")]
    [InlineData("Print($0)", "items[0]", "Print(items[0])")]
    [InlineData("string[] s = [\"$0\"", "a\", \"b", "string[] s = [\"a\", \"b\"")]
    [InlineData("var a = $0", "b;", "var a = b;")]
    [InlineData("Call($0, other)", "first", "Call(first, other)")]
    public void What_the_suggestion_opens_itself_stays(string marked, string generated, string document) =>
        FilterCheck.Leaves(TrimSuffixOverlap.Apply, marked, generated, document);

    [Fact]
    public void A_suggestion_that_says_only_what_is_there_is_dropped() =>
        FilterCheck.Rejects(TrimSuffixOverlap.Apply, "Print(name$0);", ");", NoSuggestionReason.RepeatsSuffix);
}
