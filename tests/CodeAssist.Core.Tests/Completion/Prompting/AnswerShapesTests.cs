using CodeAssist.Core.Completion;
using CodeAssist.Core.Completion.Prompting;

namespace CodeAssist.Core.Tests.Completion.Prompting;

/// <summary>Behaviour 14: one line or several, by the syntax at the caret.</summary>
public sealed class AnswerShapesTests
{
    [Theory]
    [InlineData("void M() {$0")]
    [InlineData("void M() { $0")]
    [InlineData("void M()\n{\n    $0\n}")]
    [InlineData("void M()\n{\n    $0")]
    [InlineData("void M() {\n    $0\n}")]
    [InlineData("void M() { // says why\n    $0\n}")]
    [InlineData("void M()\n{\n    /* why */\n    $0\n}")]
    [InlineData("class C\n{\n    $0\n}")]
    [InlineData("class C\n{\n\n    $0\n}")]
    [InlineData("namespace N\n{\n    $0\n}")]
    [InlineData("if (a)\n{\n    $0\n}")]
    [InlineData("if (a) {$0")]
    [InlineData("else\n{\n    $0\n}")]
    [InlineData("for (;;)\n{\n    $0")]
    [InlineData("foreach (var a in b)\n{\n    $0")]
    [InlineData("while (a)\n{\n    $0")]
    [InlineData("do\n{\n    $0")]
    [InlineData("try\n{\n    $0")]
    [InlineData("catch (Exception e)\n{\n    $0")]
    [InlineData("lock (a)\n{\n    $0")]
    [InlineData("using (a)\n{\n    $0")]
    [InlineData("switch (a)\n{\n    $0\n}")]
    [InlineData("var a = b switch\n{\n    $0\n};")]
    [InlineData("var a = new B\n{\n    $0\n};")]
    [InlineData("int P\n{\n    $0\n}")]
    [InlineData("get\n{\n    $0")]
    [InlineData("int P =>\n    $0")]
    [InlineData("int P => $0")]
    [InlineData("a.Select(b =>\n    $0")]
    [InlineData("enum E\n{\n    $0\n}")]
    [InlineData("case 1:\n    $0")]
    [InlineData("default:\n    $0")]
    [InlineData("case \"{\":\n    $0")]
    [InlineData("var a = \"x\"; if (b) {\n    $0")]
    public void Behaviour_14_several_lines_are_asked_for_where_a_block_begins(string marked) =>
        Assert.Equal(AnswerShape.Block, AnswerShapes.Of(Marked.Request(marked), LinesWanted.Automatic));

    [Theory]
    [InlineData("int a = $0")]
    [InlineData("int a = 1;$0")]
    [InlineData("void M() { $0 }")]
    [InlineData("    Call();\n    $0")]
    [InlineData("    Call();\n\n    $0\n    Call();")]
    [InlineData("case 1:$0")]
    [InlineData("Call($0)")]
    [InlineData("Call(a, $0);")]
    [InlineData("Call(\n    $0")]
    [InlineData("if ($0) {")]
    [InlineData("if (a)\n    $0")]
    [InlineData("else\n    $0")]
    [InlineData("return $0")]
    [InlineData("a.$0")]
    [InlineData("a.B($0).C();")]
    [InlineData("var a = b ? c : $0")]
    [InlineData("// the brace {$0")]
    [InlineData("// the brace {\n$0")]
    [InlineData("/* the brace {\n$0")]
    [InlineData("var a = \"{$0\";")]
    [InlineData("var a = '{';\n$0")]
    [InlineData("var a = \"{\";\n$0")]
    [InlineData("[Fact]\n$0")]
    [InlineData("}\n$0")]
    [InlineData("/// <summary>$0")]
    [InlineData("using $0")]
    [InlineData("public $0")]
    [InlineData("x => $0);")]
    public void Behaviour_14_anywhere_else_the_rest_of_the_line_is_asked_for(string marked) =>
        Assert.Equal(AnswerShape.SingleLine, AnswerShapes.Of(Marked.Request(marked), LinesWanted.Automatic));

    [Theory]
    [InlineData("def f():\n    $0", "python", AnswerShape.Block)]
    [InlineData("def f():  # why\n    $0", "python", AnswerShape.Block)]
    [InlineData("d = {'a':$0}", "python", AnswerShape.SingleLine)]
    [InlineData("s = ':'\n$0", "python", AnswerShape.SingleLine)]
    [InlineData("function f() {\n  $0\n}", "typescript", AnswerShape.Block)]
    [InlineData("const f = () => $0", "typescript", AnswerShape.Block)]
    [InlineData("const s = `a {\n$0", "typescript", AnswerShape.SingleLine)]
    public void Behaviour_14_other_languages_have_their_own_signs(string marked, string languageId, AnswerShape shape) =>
        Assert.Equal(shape, AnswerShapes.Of(Marked.Request(marked, languageId), LinesWanted.Automatic));

    [Theory]
    [InlineData("void M()\n{\n    $0\n}", LinesWanted.One, AnswerShape.SingleLine)]
    [InlineData("    Call();\n    $0", LinesWanted.Several, AnswerShape.Block)]
    [InlineData("Call($0)", LinesWanted.Several, AnswerShape.SingleLine)]
    public void Behaviour_14_the_user_has_the_last_word(string marked, LinesWanted lines, AnswerShape shape) =>
        Assert.Equal(shape, AnswerShapes.Of(Marked.Request(marked), lines));
}
