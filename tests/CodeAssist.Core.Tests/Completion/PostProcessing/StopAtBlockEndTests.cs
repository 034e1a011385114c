using CodeAssist.Core.Completion.PostProcessing;

namespace CodeAssist.Core.Tests.Completion.PostProcessing;

public sealed class StopAtBlockEndTests
{
    [Fact]
    public void A_block_ends_with_its_closing_brace() =>
        FilterCheck.Leaves(
            StopAtBlockEnd.Apply,
            "    void M()\n    {$0",
            "\n        A();\n    }\n\n    void N()\n    {\n",
            "    void M()\n    {\n        A();\n    }\n");

    [Fact]
    public void A_block_ends_before_a_line_that_is_indented_less() =>
        FilterCheck.Leaves(StopAtBlockEnd.Apply, "    if (a) {$0", "\n        A();\nclass B", "    if (a) {\n        A();");

    [Fact]
    public void A_single_line_ends_with_the_line() =>
        FilterCheck.Leaves(StopAtBlockEnd.Apply, "int a = $0", "1;\nint b = 2;", "int a = 1;");

    [Fact]
    public void A_block_that_is_not_closed_yet_stays_whole() =>
        FilterCheck.Leaves(StopAtBlockEnd.Apply, "if (a) {$0", "\n    A();\n    B();", "if (a) {\n    A();\n    B();");
}
