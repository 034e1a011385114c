using CodeAssist.Context.Outline;
using CodeAssist.Core.Review.Changes;
using CodeAssist.Core.Text;

namespace CodeAssist.Context.Tests.Outline;

public sealed class CSharpOutlineTests
{
    [Theory]
    [InlineData("void Add(Item item) { }", "Add(Item)")]
    [InlineData("void Add(Item item, params int[] counts) { }", "Add(Item, int[])")]
    [InlineData("void Add(ref Item item, out int[,] count, in Dictionary<string,  List<int?>> map) { }", "Add(ref Item, out int[,], in Dictionary<string, List<int?>>)")]
    [InlineData("T Get<T, U>(Func<T, U> select) where T : class => default!;", "Get<T, U>(Func<T, U>)")]
    [InlineData("void IDisposable.Dispose() { }", "IDisposable.Dispose()")]
    [InlineData("public Cart(int size) { }", "Cart(int)")]
    [InlineData("static Cart() { }", "static Cart()")]
    [InlineData("~Cart() { }", "~Cart()")]
    [InlineData("public int Count { get; set; }", "Count")]
    [InlineData("public Item this[int index, string name] => null!;", "this[int, string]")]
    [InlineData("public event Action? Changed;", "Changed")]
    [InlineData("public event Action Changed { add { } remove { } }", "Changed")]
    [InlineData("private readonly int _a, _b;", "_a _b")]
    [InlineData("public static Cart operator +(Cart a, Cart b) => a;", "operator +(Cart, Cart)")]
    [InlineData("public static explicit operator checked int(Cart a) => 0;", "explicit operator checked int(Cart)")]
    [InlineData("public enum Kind { A, B }", "Kind")]
    [InlineData("public delegate void Handler<T>(T item);", "Handler<T>(T)")]
    [InlineData("void Run() { void Inner() { } Action a = () => { }; }", "Run()")]
    public void Members_are_told_by_their_full_names(string member, string names) => Assert.Equal(
        ["Shop.Cart", .. names.Split(' ') is ["_a", "_b"] fields ? fields.Select(field => "Shop.Cart." + field) : ["Shop.Cart." + names]],
        Read($"namespace Shop;\nclass Cart\n{{\n    {member}\n}}\n").Select(found => found.Symbol),
        StringComparer.Ordinal);

    [Theory]
    [InlineData("class Cart { void Add(int a) { } }", "Cart Cart.Add(int)")]
    [InlineData("namespace A { namespace B.C { struct D<T> { class E { } } } }", "A.B.C.D<T> A.B.C.D<T>.E")]
    [InlineData("record Point(int X, int Y);", "Point")]
    [InlineData("interface IShop { void Open(); }", "IShop IShop.Open()")]
    [InlineData("static class X { extension(string text) { public int Words => 0; } }", "X X.extension(string) X.extension(string).Words")]
    [InlineData("using System;\nConsole.WriteLine();\nvoid Local() { }\n", "")]
    [InlineData("class Open { void A( { int B() {", "Open Open.A(}")]
    public void Names_begin_with_what_is_around(string text, string names) =>
        Assert.StartsWith(names[..Math.Max(0, names.Length - 1)], string.Join(' ', Read(text).Select(member => member.Symbol)), StringComparison.Ordinal);

    [Fact]
    public void Lines_hold_attributes_documentation_and_comments_but_not_what_is_above_a_blank_line()
    {
        const string Text = """
            // The licence.

            /// <summary>A cart.</summary>
            [Serializable]
            class Cart
            {
                // Loose.

                // Why.
                /// <summary>Adds.</summary>
                [Obsolete]
                [Test]
                public void Add(
                    int count)
                {
                }
            #if DEBUG
                void Debug() { }
            #endif
            }
            """;

        Assert.Equal(
            ["Cart 2-20 class Cart", "Cart.Add(int) 8-16 public void Add( int count)"],
            Read(Text).Select(member => $"{member.Symbol} {member.Lines} {member.Signature}"),
            StringComparer.Ordinal);
    }

    [Fact]
    public void Only_what_holds_members_is_a_container() =>
        Assert.Equal([true, false, false], Read("class A { class B { }\n enum C { D } }").Select(member => member.IsContainer));

    [Fact]
    public void A_text_without_any_sense_has_no_members() => Assert.Empty(Read("}}{ \0 #if ((("));

    private static IReadOnlyList<CodeMember> Read(string text) => new CodeOutline().Read(DocumentSnapshot.Open("a.cs", Languages.CSharp, 0, text));
}
