using CodeAssist.Context.Outline;
using CodeAssist.Core.Agent.Actions;
using CodeAssist.Core.Agent.Edits;

namespace CodeAssist.Context.Tests.Outline;

public sealed class MemberEditTests
{
    private const string Text = """
        namespace Shop;

        class Cart
        {
            int _a, _b;

            /// <summary>Adds.</summary>
            [Obsolete]
            public int Add(int a)
            {
                return a;
            }

            public int Add(string a) => 1;

            public int Count { get; } = 3;

            int X() => 1; int Y() => 2;
        }
        """;

    [Theory]
    [InlineData("Shop.Cart.Add(int)")]
    [InlineData("Cart.Add(int)")]
    [InlineData("Add(int)")]
    public void A_member_is_replaced_with_its_attributes_and_documentation(string symbol)
    {
        var after = After(symbol, "public int Add(int a)\n{\n    return 2 * a;\n}");

        Assert.Contains("\n    public int Add(int a)\n    {\n        return 2 * a;\n    }\n\n    public int Add(string a) => 1;", after, StringComparison.Ordinal);
        Assert.DoesNotContain("Obsolete", after, StringComparison.Ordinal);
        Assert.StartsWith("namespace Shop;\n\nclass Cart\n{\n    int _a, _b;\n\n    public", after, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_alone_is_enough_where_there_is_one() => Assert.Contains("    public int Count => 4;\n", After("Count", "    public int Count => 4;\n"), StringComparison.Ordinal);

    [Fact]
    public void Overloads_have_to_be_told_apart() =>
        Assert.Equal("Shop.Cart.Add(int)\nShop.Cart.Add(string)\n", Failure("Cart.Add").Nearest);

    [Fact]
    public void A_member_that_is_not_there_is_refused_with_those_that_are() => Assert.StartsWith("Shop.Cart.Add(int)\n", Failure("Cart.Add(long)").Nearest, StringComparison.Ordinal);

    [Fact]
    public void Members_on_one_line_are_not_told_apart_by_their_lines() => Assert.Contains("shares its lines", Failure("Cart.X()").Why, StringComparison.Ordinal);

    [Fact]
    public void A_verbatim_string_is_not_moved() => Assert.Contains("\npublic int Count => @\"a\nb\".Length;\n", After("Count", "public int Count => @\"a\nb\".Length;"), StringComparison.Ordinal);

    [Fact]
    public void Other_languages_have_no_named_members() =>
        Assert.Contains("C#", Assert.IsType<EditPlan.Failed>(Plan("a.py", new EditBlock.Member("a.py", "f", "x"))).Failures[0].Why, StringComparison.Ordinal);

    private static string After(string symbol, string text) => Assert.Single(Assert.IsType<EditPlan.Ready>(Plan("a.cs", new EditBlock.Member("a.cs", symbol, text))).Files).After!;

    private static BlockFailure Failure(string symbol) => Assert.Single(Assert.IsType<EditPlan.Failed>(Plan("a.cs", new EditBlock.Member("a.cs", symbol, "int X;"))).Failures);

    private static EditPlan Plan(string path, EditBlock block) => new EditPlanner(new CodeOutline(), LanguageIds.Of).Plan([block], _ => new EditSource(Text.ReplaceLineEndings("\n"), null, WasRead: true));
}
