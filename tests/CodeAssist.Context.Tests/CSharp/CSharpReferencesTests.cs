using CodeAssist.Context.CSharp;

namespace CodeAssist.Context.Tests.CSharp;

public sealed class CSharpReferencesTests
{
    private const string Types = """
        namespace Shop;
        public interface IAdds { int Add(int a); }
        public class Cart : IAdds { public virtual int Add(int a) => a; }
        public sealed class BigCart : Cart { public override int Add(int a) => 2 * a; }
        public sealed class Bag { public int Add(int a) => -a; }
        public static class CartExtensions { public static int Twice(this Cart cart) => cart.Add(2); }
        """;

    private const string Uses = """
        using Shop;
        // Add is named here, and "Add" there.
        class Till
        {
            int Pay(Cart cart, Bag bag, IAdds adds, Unknown unknown)
            {
                var Add = cart.Add(1);
                bag.Add(2);
                adds.Add(3);
                unknown.Add(4);
                new BigCart().Add(5);
                return cart.Twice() + "Add".Length + Add;
            }
        }
        """;

    [Theory]
    [InlineData("Cart.Add", new[] { 1, 2, 3, 5 }, new[] { 6, 8, 9, 10 })]
    [InlineData("Shop.Cart.Add", new[] { 1, 2, 3, 5 }, new[] { 6, 8, 9, 10 })]
    [InlineData("Bag.Add(int)", new[] { 4 }, new[] { 7, 9 })]
    [InlineData("Add", new[] { 1, 2, 3, 4, 5 }, new[] { 6, 7, 8, 9, 10, 11 })]
    [InlineData("CartExtensions.Twice", new[] { 5 }, new[] { 11 })]
    [InlineData("Shop.Cart", new[] { 2, 3, 5 }, new[] { 4 })]
    public void A_use_is_told_from_uses_of_other_symbols_of_that_name(string symbol, int[] inTypes, int[] inUses)
    {
        var references = new CSharpReferences(symbol, [("Types.cs", Types), ("Uses.cs", Uses)]);

        Assert.Equal(inTypes, references.LinesOf("Types.cs", TestContext.Current.CancellationToken));
        Assert.Equal(inUses, references.LinesOf("Uses.cs", TestContext.Current.CancellationToken));
    }

    [Fact]
    public void A_symbol_that_is_declared_elsewhere_is_found_by_its_name()
    {
        var references = new CSharpReferences("Console.WriteLine", [("a.cs", "class A { void B() { System.Console.WriteLine(); WriteLine(); } void WriteLine() { } }")]);

        Assert.Equal([0], references.LinesOf("a.cs", TestContext.Current.CancellationToken));
        Assert.Equal(2, references.Others);
        Assert.Null(references.LinesOf("b.cs", TestContext.Current.CancellationToken));
    }
}
