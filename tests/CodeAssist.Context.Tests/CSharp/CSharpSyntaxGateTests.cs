using CodeAssist.Context.CSharp;
using CodeAssist.Core.Completion;
using CodeAssist.Core.Completion.PostProcessing;
using CodeAssist.Core.Completion.Prompting;

namespace CodeAssist.Context.Tests.CSharp;

/// <summary>Behaviour 16: nothing is shown that leaves a syntax error.</summary>
public sealed class CSharpSyntaxGateTests
{
    private const string Method = "class C\n{\n    void M(int a)\n    {\n        $0\n    }\n}\n";

    private readonly CSharpSyntaxGate _gate = new(new CSharpDocuments());

    [Theory]
    [InlineData("return;")]
    [InlineData("if (a > 0)\n        {\n            return;\n        }")]
    [InlineData("var s = $\"{a}(\";")]
    public void Behaviour_16_what_parses_is_shown_as_it_is(string text) => Assert.Equal(text, Gate(Method, text));

    [Theory]
    [InlineData("M(a", "M(a);")]
    [InlineData("M(M(a", "M(M(a));")]
    [InlineData("var b = a", "var b = a;")]
    [InlineData("if (a > 0)", "if (a > 0)\n        {\n        }")]
    [InlineData("var b = new B<int, C>", "var b = new B<int, C>\n        {\n        };")]
    [InlineData("foreach (var b in c) {", "foreach (var b in c) {\n        }")]
    [InlineData("if (a > 0)\n        {\n            return;", "if (a > 0)\n        {\n            return;\n        }")]
    [InlineData("return;\n        M(a, b => c == ", "return;")]
    public void Behaviour_16_what_only_lacks_its_end_gets_it(string text, string repaired) => Assert.Equal(repaired, Gate(Method, text));

    [Theory]
    [InlineData("public int P { get")]
    [InlineData("a b c")]
    [InlineData(") + 1;")]
    [InlineData("return 1;\n    }\n}\n}")]
    public void Behaviour_16_what_breaks_the_code_is_dropped(string text) => Assert.Null(Gate(Method, text));

    [Fact]
    public void A_block_goes_where_the_file_puts_its_braces() =>
        Assert.Equal("if (a > 0) {\n        }", Gate("class C {\n    void M(int a) {\n        $0\n    }\n}\n", "if (a > 0)"));

    [Theory]
    [InlineData("namespace $0", "Shop", "Shop\n{\n}")]
    [InlineData("interface I {\n}\n\nclass $0", "C", "C {\n}")]
    public void Where_a_file_has_no_brace_on_its_own_line_it_has_none_at_all_or_wants_them_behind(string code, string text, string gated) => Assert.Equal(gated, Gate(code, text));

    [Fact]
    public void A_declaration_gets_a_body_and_no_semicolon() =>
        Assert.Equal("void N()\n    {\n    }", Gate("class C\n{\n    $0\n}\n", "void N()"));

    [Fact]
    public void Errors_that_were_there_before_are_nobodys_fault() =>
        Assert.Equal("return;", Gate("class C\n{\n    int x = ;\n    void M()\n    {\n        $0\n    }\n}\n", "return;"));

    [Fact]
    public void The_rest_of_a_line_is_measured_against_the_line_as_it_stands()
    {
        Assert.Equal("a;", Gate("class C { void M(int a) {\n    var b = $0\n} }", "a;"));
        Assert.Equal("a + 1) {\n    }", Gate("class C { void M(int a) {\n    if ($0\n} }", "a + 1)"));
    }

    [Theory]
    [InlineData("class C { void M(int a, int b) {\n    M(\n        $0\n} }")]
    [InlineData("class C { void M(int a, int b) {\n    M(\n        $0\n    M(1, 2);\n} }")]
    [InlineData("class C { void M(int a, int b) {\n    int[] c = {\n        $0\n} }")]
    public void A_comma_stays_where_the_list_is_still_being_written(string code) => Assert.Equal("a,", Gate(code, "a,"));

    [Theory]
    [InlineData("class C { void M(int a, int b) {\n    M(\n        $0\n    );\n} }", "a,", "a")]
    [InlineData("class C { void M(int a, int b) {\n    M(\n        $0\n} }", "a b,", null)]
    public void A_comma_goes_where_its_list_has_ended_and_helps_nothing_that_is_wrong_before_it(string code, string text, string? gated) => Assert.Equal(gated, Gate(code, text));

    [Theory]
    [InlineData("M(a =>")]
    [InlineData("if (a > 0 &&")]
    [InlineData("a.ToString(")]
    [InlineData("var b = a.ToString()")]
    public void Who_asks_may_go_on_with_the_line_below(string text)
    {
        Assert.Equal(text, Gate(Method, text, trigger: CompletionTrigger.Invoked));
        Assert.False(string.Equals(text, Gate(Method, text), StringComparison.Ordinal), "Who types without asking is shown what can be read.");
    }

    [Fact]
    public void Who_asks_may_write_the_member_below_its_attribute() =>
        Assert.Equal("[Obsolete]", Gate("class C\n{\n    $0\n}\n", "[Obsolete]", trigger: CompletionTrigger.Invoked));

    [Fact]
    public void Who_asks_gets_a_whole_block_and_nothing_that_is_wrong_within_the_line()
    {
        Assert.Equal("if (a > 0)\n        {\n        }", Gate(Method, "if (a > 0)", trigger: CompletionTrigger.Invoked));
        Assert.Null(Gate(Method, "a b c +", trigger: CompletionTrigger.Invoked));
    }

    [Theory]
    [InlineData("[Obsolete]", "[Obsolete]")]
    [InlineData("= a b;", null)]
    public void In_a_file_that_is_written_from_top_to_bottom_a_whole_line_passes(string text, string? gated) => Assert.Equal(gated, Gate("class C\n{\n    $0\n", text));

    [Fact]
    public void A_document_with_carriage_returns_is_read_like_any_other() =>
        Assert.Equal("M(a);", Gate(Method.Replace("\n", "\r\n", StringComparison.Ordinal), "M(a"));

    [Fact]
    public void Other_languages_pass() => Assert.Equal(") + 1;", Gate(Method, ") + 1;", "java"));

    [Fact]
    public void A_file_that_changes_between_the_questions_is_read_again()
    {
        Assert.Null(Gate("class C\n{\n    $0\n}\n", "return;\n"));
        Assert.Equal("return;", Gate("class C\n{\n    void M()\n    {\n        $0\n    }\n}\n", "return;"));
    }

    private string? Gate(string marked, string text, string languageId = "csharp", CompletionTrigger trigger = CompletionTrigger.Automatic)
    {
        var caret = marked.IndexOf("$0", StringComparison.Ordinal);
        var request = new CompletionRequest("C.cs", null, languageId, marked.Remove(caret, 2), caret, trigger);
        var result = _gate.Apply(new Draft(text, request, AnswerShape.Block, ReplacedAfterCaret: 0));
        Assert.True(result.Draft is null == result.Rejection is NoSuggestionReason.BreaksSyntax);

        return result.Draft?.Text;
    }
}
