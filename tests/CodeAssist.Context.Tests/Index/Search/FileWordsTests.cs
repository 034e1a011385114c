using CodeAssist.Context.Index.Search;

namespace CodeAssist.Context.Tests.Index.Search;

public sealed class FileWordsTests
{
    [Theory]
    [InlineData("a/CartTests.cs", "b/CartTests.cs", 1)]
    [InlineData("CartTests.cs", "OrderTests.cs", 1 / 3.0)]
    [InlineData("CartTests.cs", "Cart.cs", 1 / 2.0)]
    [InlineData("CartTests.cs", "Order.cs", 0)]
    [InlineData("HTMLPage.cs", "HTMLPart.cs", 0)]
    [InlineData("cart.js", "order.js", 0)]
    [InlineData("", ".gitignore", 0)]
    [InlineData("", "", 0)]
    public void Files_are_alike_by_the_words_that_their_names_share(string path, string other, double likeness) =>
        Assert.Equal(likeness, new FileWords(path).Likeness(other), 6);
}
