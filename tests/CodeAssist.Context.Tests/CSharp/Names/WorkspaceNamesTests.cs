using CodeAssist.Context.CSharp;
using CodeAssist.Context.CSharp.Names;
using CodeAssist.Context.Index;
using CodeAssist.Core.Completion;
using CodeAssist.Core.Completion.Naming;
using CodeAssist.TestSupport;

namespace CodeAssist.Context.Tests.CSharp.Names;

/// <summary>Behaviour 16: names that surely do not exist are seen, and what exists in their place; what packages may declare is left alone.</summary>
public sealed class WorkspaceNamesTests : IDisposable
{
    private const string Cart = """
        namespace Shop;

        public class Cart : Bag
        {
            private int _hidden;
            public decimal Total { get; }
            public Owner Owner { get; }
            public static Cart Empty { get; }
            public void Add(Item item) { }
        }

        public class Bag
        {
            public int Count { get; }
        }

        public sealed class Item;
        """;

    private const string Owner = "namespace Shop;\n\npublic sealed class Owner\n{\n    public string Name { get; }\n    public Colour Colour { get; }\n}\n\npublic enum Colour { Red, Green }\n";

    private readonly TemporaryRepository _folder = TemporaryRepository.CreateFolder();
    private readonly WorkspaceIndex _index = new();
    private readonly RunningTime _time = new();
    private readonly WorkspaceNames _names;

    public WorkspaceNamesTests() => _names = new WorkspaceNames(_ => _index, new CSharpDocuments(), _time);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("cart.[Sum];", "Total,Owner,Count")]
    [InlineData("cart.[_hidden];", "Total,Owner,Count")]
    [InlineData("var x = cart.Owner.[FirstName];", "Name,Colour")]
    [InlineData("foreach (var one in carts) one.[Sum].ToString();", "Total,Owner,Count")]
    [InlineData("(await LoadAsync()).[Sum].ToString();", "Total,Owner,Count")]
    [InlineData("new Cart().[Summarise]();", "Add")]
    [InlineData("var x = Cart.[Nothing];", "Empty")]
    [InlineData("var x = Colour.[Blue];", "Red,Green")]
    [InlineData("if (cart is { Total: > 1 } full) full?.[Sum].ToString();", "Total,Owner,Count")]
    [InlineData("var x = new Cart { [Sum] = 1 };", "Total,Owner,Count")]
    [InlineData("var x = cart?.Owner?.[FirstName];", "Name,Colour")]
    public async Task Behaviour_16_a_member_that_a_type_of_the_workspace_does_not_have_is_seen(string statement, string legal)
    {
        await ReadAsync(("shop/Cart.cs", Cart), ("shop/Owner.cs", Owner));

        Assert.All(legal.Split(','), name => Assert.Contains(name, Unknown($"using Shop;\nclass Till\n{{\n    void Pay(Cart cart, List<Cart> carts)\n    {{\n        |{statement}|\n    }}\n\n    Task<Cart> LoadAsync() => null;\n}}\n").Legal, StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("return [total];", "count,_rate,Scale")]
    [InlineData("[total] = 1;", "count,_rate,Scale")]
    [InlineData("var x = [total] * count;", "count,_rate,Scale")]
    [InlineData("return [Compute](count);", "Scale")]
    [InlineData("return Scale([later]);", "count,_rate")]
    public void Behaviour_16_a_variable_or_method_that_nobody_declares_is_seen(string statement, string legal)
    {
        var unknown = Unknown($"class Till\n{{\n    private int _rate;\n    int Scale(int count)\n    {{\n        |{statement}|\n        int after = 1;\n    }}\n    int Other() {{ int total = 1; var later = 2; return total + later; }}\n}}\n");

        Assert.All(legal.Split(','), name => Assert.Contains(name, unknown.Legal, StringComparer.Ordinal));
        Assert.DoesNotContain("after", unknown.Legal, StringComparer.Ordinal);
    }

    [Fact]
    public async Task Nothing_waits_for_a_compiler_that_is_being_loaded()
    {
        const string Marked = "class Till\n{\n    void Pay(int count)\n    {\n        |missing = count;|\n    }\n}\n";

        var loading = _names.WarmUpAsync();
        var meanwhile = loading.IsCompleted ? null : Find(Marked);
        await loading.WaitAsync(TestContext.Current.CancellationToken);

        Assert.Null(meanwhile);
        Assert.NotNull(Find(Marked));
    }

    [Theory]
    [InlineData("var x = .Sum;")]
    [InlineData("var x = cart.().Sum;")]
    public async Task Nothing_is_said_of_what_follows_a_name_that_was_left_out(string statement)
    {
        await ReadAsync(("shop/Cart.cs", Cart), ("shop/Owner.cs", Owner));

        Assert.Null(Find($"using Shop;\nclass Till {{ void Pay(Cart cart) {{ |{statement}| }} }}"));
    }

    [Fact]
    public void Behaviour_16_what_is_typed_of_a_name_already_is_how_every_legal_one_begins()
    {
        var unknown = Assert.IsType<UnknownName>(Find("class Till { int Pay(int amount, int among, int rate) => 1 + am|ortised + 1|; }"));

        Assert.Equal((0, 7), (unknown.Start, unknown.Length));
        Assert.Equal(["ong", "ount"], unknown.Legal.Order(StringComparer.Ordinal), StringComparer.Ordinal);
    }

    [Theory]
    [InlineData("Console.WriteLine(count);")]
    [InlineData("carts.Where(one => one.Total > 1).First().Whatever();")]
    [InlineData("cart.Total.CompareTo(1);")]
    [InlineData("cart.Should(1);")]
    [InlineData("var other = Pack.Make(count); other.Anything = 1;")]
    [InlineData("Unpack<int>(name: count, other: nameof(Nothing));")]
    [InlineData("foreach (var (key, item) in map) { key.ToString(item); }")]
    [InlineData("if (cart is { Total: var sum } && TryGet(out var made)) { Use(sum, made); }")]
    [InlineData("int Local(int depth) => depth > 0 ? Local(depth - 1) : 0; Local(count);")]
    [InlineData("var q = from one in carts where one.Total > 1 let two = one select two.Count;")]
    [InlineData("try { } catch (Exception error) when (error.Data is null) { error.Whatever(); }")]
    [InlineData("switch (count) { case > 1: goto done; } done: return;")]
    [InlineData("cart.GetHashCode().ToString(); cart.Equals(cart); Colour.Red.HasFlag(Colour.Green);")]
    [InlineData("var any = new { cart.Total, Sum = 1 }; any.Sum.ToString();")]
    [InlineData("dynamic open = cart; open.Anything();")]
    [InlineData("_ = cart?.Owner?.Name.Length; _ = cart?.Owner?.Colour;")]
    [InlineData("undeclaredDelegate.Invoke(); ", true)]
    public async Task What_a_package_may_declare_or_the_suggestion_itself_declares_is_left_alone(string statement, bool hasForeignBase = false)
    {
        await ReadAsync(("shop/Cart.cs", Cart), ("shop/Owner.cs", Owner), ("shop/Uses.cs", "class Uses { void M() { 1.Should(1); } }"));
        var marked = $"using Shop;\nclass Till{(hasForeignBase ? " : Control" : "")}\n{{\n    void Pay(Cart cart, List<Cart> carts, int count)\n    {{\n        |{statement}|\n    }}\n    void Use(object a, object b) {{ }}\n    bool TryGet(out int x) => throw null;\n    void Unpack<T>(int name, string other) {{ }}\n    object map;\n}}\n";

        Assert.Null(Find(marked));
    }

    [Theory]
    [InlineData("partial class Till", "")]
    [InlineData("class Till : Page", "")]
    [InlineData("class Till", "#if SOMETHING\n    int total;\n#endif\n")]
    public void Nothing_is_said_of_types_that_others_may_add_to(string head, string member) =>
        Assert.Null(Find($"{head}\n{{\n{member}    int Pay() => |total|;\n}}\n"));

    [Fact]
    public void Top_level_statements_scripts_and_other_languages_are_left_alone()
    {
        Assert.Null(Find("int one = 1;\n|total|;\n"));
        Assert.Null(Find("class A { int B() => |total|; }", "a.csx"));
        Assert.Null(_names.FirstUnknown(new CompletionRequest("a.ts", "shop", "typescript", "class A { b() { } }", 15, CompletionTrigger.Automatic), "total", 0));
    }

    [Fact]
    public async Task What_a_project_may_import_for_all_its_files_is_left_alone()
    {
        await ReadAsync(("shop/Usings.cs", "global using static Package.Assertions;"), ("shop/Uses.cs", "class Uses { void M() { Same(1, 1); } }"));

        Assert.Null(Find("class Till { void Pay() { |Same(1, 2);| } }"));
    }

    [Fact]
    public async Task What_an_extension_block_may_declare_is_left_alone()
    {
        await ReadAsync(("shop/Cart.cs", Cart), ("shop/Sums.cs", "static class Sums { extension(Cart cart) { public decimal Sum => cart.Total; } }"));

        Assert.Null(Find("using Shop;\nclass Till { void Pay(Cart cart) { |cart.Sum.ToString();| } }"));
    }

    [Fact]
    public async Task A_type_counts_as_the_editor_has_it()
    {
        await ReadAsync(("shop/Cart.cs", Cart));
        const string Marked = "using Shop;\nclass Till { void Pay(Cart cart) { |cart.Sum.ToString();| } }";
        Assert.NotNull(Find(Marked));

        _index.Update("shop/Cart.cs", Cart.Replace("decimal Total", "decimal Sum", StringComparison.Ordinal));

        Assert.Null(Find(Marked));
    }

    [Fact]
    public async Task What_takes_longer_than_anybody_waits_is_looked_at_with_the_next_key()
    {
        await ReadAsync(("shop/Cart.cs", Cart));
        _time.Step = TimeSpan.FromMilliseconds(15);
        Assert.Null(Find("using Shop;\nclass Till { void Pay(Cart cart) { |cart.Sum.ToString();| } }"));

        _time.Step = TimeSpan.Zero;

        Assert.NotNull(Find("using Shop;\nclass Till { void Pay(Cart cart) { c|art.Sum.ToString();| } }"));
    }

    private async Task ReadAsync(params (string Path, string Text)[] files)
    {
        foreach (var (path, text) in files)
        {
            _folder.Write(path, text);
        }

        await _index.BuildAsync(_folder.Root, IndexLimits.Default, new Progress<IndexProgress>(), TestContext.Current.CancellationToken);
    }

    // |…| is suggested, […] of it the name that does not exist.
    private UnknownName Unknown(string marked)
    {
        var open = marked.IndexOf('|', StringComparison.Ordinal);
        var inner = marked[(open + 1)..marked.LastIndexOf('|')];
        var (from, to) = (inner.IndexOf('[', StringComparison.Ordinal), inner.IndexOf(']', StringComparison.Ordinal));
        var unknown = Assert.IsType<UnknownName>(Find(string.Concat(marked.AsSpan(0, open + 1), inner.Remove(to, 1).Remove(from, 1), marked.AsSpan(marked.LastIndexOf('|')))));
        Assert.Equal((from, to - from - 1), (unknown.Start, unknown.Length));

        return unknown;
    }

    private UnknownName? Find(string marked, string path = "src/Till.cs")
    {
        var (from, to) = (marked.IndexOf('|', StringComparison.Ordinal), marked.LastIndexOf('|'));
        var request = new CompletionRequest(path, "shop", "csharp", marked[..from] + marked[(to + 1)..], from, CompletionTrigger.Automatic);
        return _names.FirstUnknown(request, marked[(from + 1)..to], 0);
    }

    /// <summary>A clock that moves on by itself whenever somebody looks at it.</summary>
    private sealed class RunningTime : TimeProvider
    {
        private TimeSpan _now;

        public TimeSpan Step { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => (_now += Step).Ticks;
    }
}
