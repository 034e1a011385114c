using CodeAssist.Core.Review.Changes;

namespace CodeAssist.Core.Tests.Review.Changes;

/// <summary>Which heads of other files come along with a piece.</summary>
public sealed class UsedElsewhereTests
{
    [Theory]
    [InlineData("total = Tax.Rate(1);", "Shop.Tax.Rate(int)")]
    [InlineData("total = _tax.Rate(1);", "Shop.Tax.Rate(int)")]
    [InlineData("total = tax.Rate(1);", "Shop.ITax.Rate(int)")]
    [InlineData("total = other.Rate(1);", "Shop.Tax.Rate(int)")]
    [InlineData("return new Basket(1);", "Shop.Basket")]
    [InlineData("let x = parse_line(y)", "parse_line")]
    [InlineData("p->parse_line", "reader.parse_line")]
    public async Task What_the_repository_declares_once_is_taken(string line, string symbol) => Assert.Equal([symbol], await ChosenAsync(line, symbol), StringComparer.Ordinal);

    [Theory]
    [InlineData("total = other.Add(1);")]
    [InlineData("Add(1);")]
    public async Task What_several_declare_is_not_guessed(string line) => Assert.Empty(await ChosenAsync(line, "Shop.Cart.Add(Item)", "Shop.Log.Add(string)"));

    [Theory]
    [InlineData("cart.Add(1);")]
    [InlineData("_cart.Add(1);")]
    [InlineData("((Cart)x).Add(1);")]
    public async Task Of_several_those_are_meant_whose_owner_is_spoken_of(string line) =>
        Assert.Equal(["Shop.Cart.Add(Item)"], await ChosenAsync(line, "Shop.Log.Add(string)", "Shop.Cart.Add(Item)"), StringComparer.Ordinal);

    [Theory]
    [InlineData("// Tax.Rate(1) is wrong")]
    [InlineData("x = \"Tax.Rate(1)\";")]
    [InlineData("rate = 1;")]
    [InlineData("x = id(1);")]
    public async Task Words_that_are_no_uses_bring_nothing(string line) => Assert.Empty(await ChosenAsync(line, "Shop.Tax.Rate(int)", "rate", "id"));

    [Fact]
    public async Task Overloads_and_a_type_with_its_constructors_are_one() => Assert.Equal(
        ["Shop.Basket", "Shop.Basket.Basket(int)", "Shop.Basket.Basket(string)"],
        (await ChosenAsync("x = new Basket(1);", "Shop.Basket", "Shop.Basket.Basket(int)", "Shop.Basket.Basket(string)")).Order(StringComparer.Ordinal),
        StringComparer.Ordinal);

    [Fact]
    public async Task What_the_file_declares_itself_and_what_is_private_elsewhere_does_not_come_along()
    {
        var unit = new ReviewUnit(new LineSpan(0, 1), [new LineSpan(0, 1)], null, []);
        var declared = new Known([new DeclaredMember("a.cs", Member("Own", "void Own()")), new DeclaredMember("b.cs", Member("Hidden", "private void Hidden()"))]);

        var units = await UsedElsewhere.AddAsync(Example.File("a.cs", "Own(); Hidden();"), [unit], declared, TestContext.Current.CancellationToken);

        Assert.Empty(Assert.Single(units).Signatures);
    }

    [Fact]
    public async Task Heads_are_few_and_short_in_sum()
    {
        var line = string.Join(' ', Enumerable.Range(0, 40).Select(index => $"Call{index}();"));
        var unit = new ReviewUnit(new LineSpan(0, 1), [new LineSpan(0, 1)], null, [new UsedMember("a.cs", "", "void Own()")]);
        var declared = new Known([.. Enumerable.Range(0, 40).Select(index => new DeclaredMember("b.cs", Member($"Call{index}", $"void Call{index}(" + new string('x', 300))))]);

        var signatures = Assert.Single(await UsedElsewhere.AddAsync(Example.File("a.cs", line), [unit], declared, TestContext.Current.CancellationToken)).Signatures;

        Assert.Equal("void Own()", signatures[0].Signature);
        Assert.InRange(signatures.Count, 3, 8);
        Assert.True(signatures.Sum(used => used.Signature.Length) <= UsedElsewhere.MostCharacters);
    }

    private static async Task<IReadOnlyList<string>> ChosenAsync(string line, params string[] symbols)
    {
        var unit = new ReviewUnit(new LineSpan(0, 1), [new LineSpan(0, 1)], null, []);
        var file = Example.File("a.cs", line) with { New = Core.Text.DocumentSnapshot.Open("a.cs", "csharp", 0, line) };
        var declared = new Known([.. symbols.Select(symbol => new DeclaredMember("b.cs", Member(symbol, symbol)))]);
        return [.. Assert.Single(await UsedElsewhere.AddAsync(file, [unit], declared, TestContext.Current.CancellationToken)).Signatures.Select(used => used.Signature)];
    }

    private static CodeMember Member(string symbol, string signature) => new(symbol, new LineSpan(0, 1), signature);

    private sealed class Known(IReadOnlyList<DeclaredMember> members) : IDeclarations
    {
        public Task<IReadOnlyList<DeclaredMember>> FindAsync(string language, IReadOnlyCollection<string> names, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<DeclaredMember>>([.. members.Where(known => names.Contains(known.Member.Name.Simple, StringComparer.Ordinal))]);
    }
}
