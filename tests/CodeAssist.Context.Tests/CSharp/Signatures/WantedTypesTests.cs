using CodeAssist.Context.CSharp;
using CodeAssist.Context.CSharp.Signatures;

namespace CodeAssist.Context.Tests.CSharp.Signatures;

public sealed class WantedTypesTests
{
    [Theory]
    [InlineData("void M(Cart cart) { cart.| }", "Cart")]
    [InlineData("void M(Cart? cart) { var x = cart?.Ad| }", "Cart")]
    [InlineData("void M() { var till = new Money.Till(3); till.|; }", "Till")]
    [InlineData("void M() { foreach (Item item in all) { item.| } }", "Item")]
    [InlineData("void M(object o) { if (o is Bag bag) { bag.| } }", "Bag")]
    [InlineData("void M() { Get(out Tag tag); tag.| }", "Tag")]
    [InlineData("void M() { var made = Factory.Make(); made.| }", "Factory")]
    [InlineData("void M() { this._shelf.| }", "Shelf")]
    [InlineData("void M() { Owner.| }", "Person")]
    [InlineData("void M() { Tools.| }", "Tools")]
    [InlineData("void M() { base.| }", "Basket IAdds")]
    [InlineData("void M(List<Cart> carts) { carts.| }", "List Cart")]
    [InlineData("void M(Cart cart) { Cart other = cart; { int cart2; } other.cart.| }", "")]
    [InlineData("void M() { unknown.| }", "")]
    [InlineData("void M(Cart cart) { 1.| }", "")]
    [InlineData("void M(Cart cart) { cart| }", "")]
    [InlineData("void M(Own own) { own.| }", "")]
    public void The_type_before_the_dot_is_told_from_the_syntax(string member, string expected) => Assert.Equal(expected, string.Join(' ', At(member).Receiver));

    [Fact]
    public void Bases_come_first_then_what_the_member_has_then_what_the_type_has() =>
        Assert.Equal(["Basket", "IAdds", "Tag", "Cart", "Shelf", "Person"], At("void M(Cart cart) { Tag tag; | }").Scope, StringComparer.Ordinal);

    private static WantedTypes At(string member)
    {
        var text = $$"""
            class Own : Basket, IAdds
            {
                private readonly Shelf _shelf;
                public Person Owner { get; }
                {{member}}
            }
            """;
        var caret = text.IndexOf('|', StringComparison.Ordinal);
        text = text.Remove(caret, 1);
        return WantedTypes.At(CSharpDocument.Parse("a.cs", text).Tree.GetRoot(TestContext.Current.CancellationToken), text, caret);
    }
}
