using CodeAssist.Context.CSharp;
using CodeAssist.Context.CSharp.Signatures;

namespace CodeAssist.Context.Tests.CSharp.Signatures;

public sealed class TypeSignaturesTests
{
    [Fact]
    public void A_type_is_told_by_what_others_can_use()
    {
        var types = Of("""
            namespace Shop;
            /// <summary>Holds items.</summary>
            [Serializable]
            public sealed partial class Cart<T>(int size) : Basket, IAdds<T>
                where T : class
            {
                private readonly List<T> _items = [];
                public const int Most = 9;
                public Cart() : this(3) { }
                public int Count => _items.Count;
                public required string Name { get; init; } = "";
                internal T this[int index] { get => _items[index]; private set => _items[index] = value; }
                public event EventHandler? Changed;
                public static async Task<bool> AddAsync<TItem>(
                    TItem item,
                    CancellationToken cancellationToken = default)
                {
                    await Task.Yield();
                    return true;
                }
                void Hide() { }
                public enum Mark { None, Red }
            }
            """);

        Assert.Equal(
            """
            public sealed partial class Cart<T>(int size) : Basket, IAdds<T> where T : class
            {
                public int Most;
                public Cart();
                public int Count { get; }
                public required string Name { get; init; }
                internal T this[int index] { get; private set; }
                public event EventHandler? Changed;
                public static Task<bool> AddAsync<TItem>( TItem item, CancellationToken cancellationToken = default);
            }

            """.ReplaceLineEndings("\n").Replace("public int Most;", "public const int Most;", StringComparison.Ordinal),
            types["Cart"]);
        Assert.Equal("public enum Mark { None, Red }\n", types["Mark"]);
    }

    [Fact]
    public void Members_of_an_interface_are_seen_without_a_word()
    {
        Assert.Equal("interface IAdds\n{\n    int Add(int a);\n    bool IsFull { get; }\n}\n", Of("interface IAdds { int Add(int a); bool IsFull { get; } private void Hide() { } }")["IAdds"]);
        Assert.Equal("public record Point(int X, int Y)\n{\n}\n", Of("public record Point(int X, int Y);")["Point"]);
    }

    [Fact]
    public void A_type_of_many_members_is_cut_at_one()
    {
        var text = Of($"class Big {{ {string.Concat(Enumerable.Range(0, 500).Select(member => $"public int Number{member}() => {member}; "))} }}")["Big"];

        Assert.InRange(text.Length, TypeSignatures.MostCharacters / 2, TypeSignatures.MostCharacters + 100);
        Assert.EndsWith("();\n}\n", text, StringComparison.Ordinal);
    }

    private static Dictionary<string, string> Of(string text) => TypeSignatures.Of(CSharpDocument.Parse("a.cs", text).Tree.GetRoot(TestContext.Current.CancellationToken));
}
