using CodeAssist.Context.Index.Tokens;

namespace CodeAssist.Context.Tests.Index.Tokens;

public sealed class SymbolFilterTests
{
    [Fact]
    public void What_was_added_may_be_there()
    {
        var symbols = Enumerable.Range(0, 300).Select(index => index * 7919).ToArray();
        var filter = new SymbolFilter(symbols);

        Assert.All(symbols, symbol => Assert.True(filter.MayHave(symbol)));
        Assert.True(filter.MayHaveAll(symbols));
    }

    [Fact]
    public void Nine_in_ten_of_what_was_not_added_are_told_apart_from_the_symbols_of_a_chunk()
    {
        var symbols = Enumerable.Range(0, 300).Select(index => index * 7919).ToArray();
        var filter = new SymbolFilter(symbols);
        var others = Enumerable.Range(0, 100_000).Except(symbols).ToList();

        Assert.True(others.Count(filter.MayHave) < others.Count / 10);
        Assert.False(filter.MayHaveAll([symbols[0], others.First(symbol => !filter.MayHave(symbol))]));
    }
}
