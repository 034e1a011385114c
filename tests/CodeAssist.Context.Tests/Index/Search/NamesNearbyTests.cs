using CodeAssist.Context.Index.Open;
using CodeAssist.Context.Index.Search;
using CodeAssist.Context.Index.Segments;
using CodeAssist.Context.Index.Tokens;

namespace CodeAssist.Context.Tests.Index.Search;

public sealed class NamesNearbyTests
{
    private readonly SymbolTable _symbols = new();

    [Theory]
    [InlineData("cart.Add(item);", 3, 0, 0, false)]
    [InlineData("total + total", 2, 0, 0, false)]
    [InlineData("rebate.Of(cart)", 3, 2, 2, true)]
    [InlineData("cart.Remove(far)", 3, 2, 1, false)]
    [InlineData("(1 + 2)", 0, 0, 0, false)]
    public void A_text_is_told_by_what_it_uses_of_the_names_around_it(string text, int count, int far, int news, bool beginsNew)
    {
        var names = At("int far;\n" + new string('\n', 4000) + "void Add(Cart cart, Item item)\n{\n    $0\n    return total;\n}\n");

        Assert.Equal(new NameUse(count, far, news, beginsNew), names.Use(Tokens(text).Symbols));
    }

    [Fact]
    public void Without_its_document_only_what_is_near_is_known()
    {
        var caret = CaretContext.At("cart.", 5, _symbols);

        Assert.Equal(new NameUse(2, 1, 1, false), new NamesNearby(caret, document: null, 5, _symbols).Use(Tokens("cart.Add()").Symbols));
    }

    [Theory]
    [InlineData("Add(cart, item);", 1)]
    [InlineData("item, item, item", 1 / 3.0)]
    [InlineData("order.Sum()", 0)]
    public void A_place_is_told_by_the_names_that_stand_before_it_too(string before, double share)
    {
        var names = At("Add(cart, item); $0");
        var text = Tokens(before);

        Assert.Equal(share, names.ShareBefore(text, text.Symbols.Length), 6);
    }

    [Fact]
    public void What_stands_before_the_place_in_another_file_does_not_count()
    {
        var names = At("cart $0");
        var other = Tokens("cart").Symbols;

        Assert.Equal(0, names.ShareBefore(new TokenText([.. other, SymbolTable.Document], new byte[other.Length + 1]), other.Length + 1));
    }

    private NamesNearby At(string marked)
    {
        var caret = marked.IndexOf("$0", StringComparison.Ordinal);
        var text = marked.Remove(caret, 2);
        return new NamesNearby(CaretContext.At(text, caret, _symbols), OpenDocument.Read("a.cs", text, _symbols), caret, _symbols);
    }

    private TokenText Tokens(string line)
    {
        var tokens = new TokenList();
        Lexer.Read(line, _symbols, tokens);
        return new TokenText(tokens.Symbols[1..].ToArray(), tokens.Layout[1..].ToArray());
    }
}
