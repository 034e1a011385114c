using CodeAssist.Context.Index.Search;
using CodeAssist.Context.Index.Tokens;

namespace CodeAssist.Context.Tests.Index.Search;

/// <summary>How the line of <c>$0</c> stands, read from the text before a caret and from the whole text around a place.</summary>
public sealed class LineSettingTests
{
    [Theory]
    [InlineData("if (a)\n{\n    $0f();\n}\n", 4, 1, false)]
    [InlineData("{\n    f();\n\n    $0g();\n", 4, 0, true)]
    [InlineData("{\n    f();\r\n\r\n    $0g();\n", 4, 0, true)]
    [InlineData("{\n    f();\n}\n$0g();\n", 0, 0, false)]
    [InlineData("{\n        f();\n    $0}\n", 4, -1, false)]
    [InlineData("{\n    f($0x);\n", 4, 1, false)]
    [InlineData("{\n\tf($0x);\n", 4, 1, false)]
    [InlineData("$0f();\n", 0, 1, false)]
    public void A_caret_and_a_place_see_the_same_line_in_the_same_way(string marked, int columns, int step, bool isAfterBlank)
    {
        var caret = marked.IndexOf("$0", StringComparison.Ordinal);
        var text = marked.Remove(caret, 2);
        var (symbols, tokens, before) = (new SymbolTable(), new TokenList(), new TokenList());
        Lexer.Read(text, symbols, tokens);
        Lexer.Read(text.AsSpan(0, caret).TrimEnd(' '), symbols, before);
        var startsLine = text.AsSpan(0, caret).TrimEnd(' ') is [] or [.., '\n'];

        Assert.Equal(new LineSetting(columns, step, isAfterBlank), CaretContext.At(text, caret, symbols).Setting);
        Assert.Equal(new LineSetting(columns, step, isAfterBlank), LineSetting.At(tokens.Symbols, tokens.Layout, before.Count + (startsLine ? 1 : 0)));
    }

    [Fact]
    public void Before_any_line_nothing_is_known() => Assert.Equal(new LineSetting(-1, 0, false), LineSetting.At([SymbolTable.Document], [0], 1));
}
