using CodeAssist.Context.Index.Tokens;

namespace CodeAssist.Context.Tests.Index.Tokens;

public sealed class LexerTests
{
    [Theory]
    [InlineData("a = b;", "a  =\tb;")]
    [InlineData("if (x)\n    y();", "if (x)\r\n\ty();")]
    [InlineData("a\nb", "a   \n\n\nb")]
    [InlineData("a\nb", "a\rb")]
    public void Texts_that_differ_in_white_space_only_have_the_same_tokens(string first, string second)
    {
        var symbols = new SymbolTable();

        Assert.Equal(Read(first, symbols).Symbols, Read(second, symbols).Symbols);
    }

    [Theory]
    [InlineData("foo.Bar_1(x)", "| foo . Bar_1 ( x )")]
    [InlineData("a=>b", "| a = > b")]
    [InlineData("  x\ny", "| x | y")]
    [InlineData("é̂ 𝒳", "| é ̂ 𝒳")]
    public void Cuts_text_into_names_and_single_signs(string text, string expected)
    {
        var symbols = new SymbolTable();

        var words = Read(text, symbols).Symbols.ToArray().Select(symbol => symbol == SymbolTable.Line ? "|" : symbols.Text(symbol).ToString());

        Assert.Equal(expected, string.Join(' ', words));
    }

    [Fact]
    public void Remembers_spaces_indentation_and_blank_lines()
    {
        var tokens = Read("\tf (x)\n\n  y", new SymbolTable());

        Assert.Equal([4, 0, 1, 0, 0, 2 | TokenList.AfterBlank, 0], tokens.Layout.ToArray());
    }

    [Fact]
    public void Counts_what_it_would_read()
    {
        const string Text = "a b\n\n\tc(d);\n";

        Assert.Equal(Read(Text, new SymbolTable()).Count, Lexer.Count(Text));
    }

    [Fact]
    public void A_symbol_stands_for_its_token_however_many_there_are()
    {
        var symbols = new SymbolTable();
        var words = Enumerable.Range(0, 50_000).Select(index => $"w{index}").Append(new string('x', 100_000)).Append(";").ToList();

        var numbers = words.ConvertAll(word => symbols.Intern(word));

        Assert.Equal(numbers.Count, numbers.Distinct().Count());
        Assert.Equal(words, numbers.Select(number => symbols.Text(number).ToString()), StringComparer.Ordinal);
        Assert.Equal(numbers, words.Select(word => symbols.Find(word)));
        Assert.Equal(SymbolTable.None, symbols.Find("unknown"));
    }

    [Fact]
    public void Two_who_meet_the_same_tokens_at_once_agree_on_their_symbols()
    {
        var symbols = new SymbolTable();
        var words = Enumerable.Range(0, 20_000).Select(index => $"w{index}").ToArray();
        var numbers = new int[4][];

        Parallel.For(0, numbers.Length, worker => numbers[worker] = [.. words.Select(word => symbols.Intern(word))]);

        Assert.All(numbers, own => Assert.Equal(numbers[0], own));
    }

    private static TokenList Read(string text, SymbolTable symbols)
    {
        var tokens = new TokenList();
        Lexer.Read(text, symbols, tokens);
        return tokens;
    }
}
