using CodeAssist.Core.Completion;
using CodeAssist.Core.Completion.PostProcessing;

namespace CodeAssist.Core.Tests.Completion.PostProcessing;

public sealed class CutExtraClosersTests
{
    [Theory]
    [InlineData("f($0);", "a)", "f(a);")]
    [InlineData("f(g($0);", "a)", "f(g(a));")]
    [InlineData("function f() {\n  $0\n}", "return 1;\n}\n}", "function f() {\n  return 1;\n}")]
    [InlineData("function f() {\n  $0\n", "return 1;\n}", "function f() {\n  return 1;\n}\n")]
    [InlineData("if (a) {\n  $0\n}\nif (b) { c(); }", "d();\n}", "if (a) {\n  d();\n}\nif (b) { c(); }")]
    [InlineData("a = [$0]", "b(']')]", "a = [b(']')]")]
    public void A_bracket_that_is_closed_already_is_not_closed_again(string marked, string generated, string document) =>
        FilterCheck.Leaves(CutExtraClosers.Apply, marked, generated, document, "typescript");

    [Fact]
    public void A_suggestion_that_only_closes_too_much_is_dropped() =>
        FilterCheck.Rejects(CutExtraClosers.Apply, "f(a$0)", "))", NoSuggestionReason.BreaksSyntax, "typescript");

    [Theory]
    [InlineData("} $0", "f())", "typescript")]
    [InlineData(":-) $0", ":-)", "markdown")]
    [InlineData("x = '($0", "a)", "python")]
    public void Where_the_text_does_not_add_up_nothing_is_cut(string marked, string generated, string languageId) =>
        FilterCheck.Leaves(CutExtraClosers.Apply, marked, generated, marked.Replace("$0", generated, StringComparison.Ordinal), languageId);

    [Theory]
    [InlineData("# a ( in a comment\nf($0", "a)", "python", "# a ( in a comment\nf(a)")]
    [InlineData("s = \"(\"; f($0", "a))", "java", "s = \"(\"; f(a)")]
    [InlineData("c = '('; f($0", "a))", "java", "c = '('; f(a)")]
    [InlineData("fn f<'a>(x: &'a str$0", ") {\n}", "rust", "fn f<'a>(x: &'a str) {\n}")]
    public void Brackets_in_strings_and_comments_do_not_count(string marked, string generated, string languageId, string document) =>
        FilterCheck.Leaves(CutExtraClosers.Apply, marked, generated, document, languageId);
}
