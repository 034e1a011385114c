using CodeAssist.Server.Features.Definitions;

namespace CodeAssist.Server.Tests.Features.Definitions;

public sealed class NamesBeforeTests
{
    [Theory]
    [InlineData("let total = price(cart) + am|", "cart,price,total,let")]
    [InlineData("price(cart);\n  price(item, |);\n", "item,price,cart")]
    [InlineData("a = b1 + 12345 + |", "")]
    [InlineData("|", "")]
    [InlineData("first();\n\n\n\n\n\n\n\n\n|", "")]
    public void Behaviour_11_names_are_told_nearest_first_each_once_without_what_is_being_typed(string marked, string names)
    {
        var caret = marked.IndexOf('|', StringComparison.Ordinal);
        var text = marked.Remove(caret, 1);
        var lines = text.Split('\n');

        var found = NamesBefore.Of(text, caret, most: 6).Select(place => new string([.. lines[place.Line].Skip(place.Character).TakeWhile(char.IsLetterOrDigit)]));

        Assert.Equal(names, string.Join(',', found));
    }

    [Fact]
    public void No_more_names_are_told_than_are_wanted() => Assert.Equal(2, NamesBefore.Of("one two three ", 14, most: 2).Count);
}
