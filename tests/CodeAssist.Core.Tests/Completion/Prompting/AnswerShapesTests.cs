using CodeAssist.Core.Completion.Prompting;

namespace CodeAssist.Core.Tests.Completion.Prompting;

public sealed class AnswerShapesTests
{
    [Theory]
    [InlineData("void M() {$0", "csharp")]
    [InlineData("void M()\n{\n    $0\n}", "csharp")]
    [InlineData("def f():\n    $0", "python")]
    public void A_block_is_asked_for_where_one_has_just_been_opened(string marked, string languageId) =>
        Assert.Equal(AnswerShape.Block, AnswerShapes.Of(Marked.Request(marked, languageId)));

    [Theory]
    [InlineData("int a = $0", "csharp")]
    [InlineData("void M() { $0 }", "csharp")]
    [InlineData("    Call();\n    $0", "csharp")]
    [InlineData("case 1:$0", "csharp")]
    [InlineData("d = {'a':$0}", "python")]
    public void Anywhere_else_the_rest_of_the_line_is_asked_for(string marked, string languageId) =>
        Assert.Equal(AnswerShape.SingleLine, AnswerShapes.Of(Marked.Request(marked, languageId)));
}
