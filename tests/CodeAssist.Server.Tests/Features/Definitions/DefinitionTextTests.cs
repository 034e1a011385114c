using CodeAssist.Lsp.Protocol;
using CodeAssist.Server.Features.Definitions;

namespace CodeAssist.Server.Tests.Features.Definitions;

public sealed class DefinitionTextTests
{
    private const string Text = "import x\r\n\nexport function price(cart) {\r\n  return cart.total;\n}\n\nconst next = 1;\n";

    [Theory]
    [InlineData(2, 2, "export function price(cart) {\n  return cart.total;\n}\n")]
    [InlineData(2, 3, "export function price(cart) {\n  return cart.total;\n")]
    [InlineData(6, 6, "const next = 1;\n")]
    [InlineData(1, 1, "")]
    [InlineData(99, 99, "")]
    public void A_definition_is_told_by_its_whole_lines_where_only_its_name_is_known_up_to_its_end(int first, int last, string lines) =>
        Assert.Equal(lines, DefinitionText.Of(Text, new LspRange(new LspPosition(first, 4), new LspPosition(last, 9))));

    [Fact]
    public void A_long_definition_is_cut() =>
        Assert.Equal(8, DefinitionText.Of("class A {\n" + string.Concat(Enumerable.Repeat("  int a;\n", 100)) + "}\n", new LspRange(new LspPosition(0, 0), new LspPosition(101, 1))).Count(unit => unit is '\n'));
}
