using CodeAssist.Core.Review.Chat;

namespace CodeAssist.Core.Tests.Review.Chat;

public sealed class ChangeSummaryTests
{
    private static readonly ReadPiece[] _pieces = [new("src/cart.cs", "Cart.Add", "checks the amount"), new("src/cart.cs", "Cart.Total", "rounds")];

    [Theory]
    [InlineData("Cart.Add now checks the amount, and the total is rounded. See src/cart.cs.", true)]
    [InlineData("It also changes Order.Pay.", false)]
    [InlineData("Look at src/order.cs first.", false)]
    [InlineData("It touches user_name.", false)]
    [InlineData("The API is the same as before; nothing else changes.", true)]
    public void Names_of_code_must_be_among_what_was_read(string text, bool holds) => Assert.Equal(holds, ChangeSummary.NamesOnlyWhatIsIn(text, _pieces));

    [Theory]
    [InlineData("Carts check amounts.", "Carts check amounts.")]
    [InlineData("It changes Order.Pay.", "src/cart.cs, Cart.Add: checks the amount\nsrc/cart.cs, Cart.Total: rounds")]
    [InlineData(null, "src/cart.cs, Cart.Add: checks the amount\nsrc/cart.cs, Cart.Total: rounds")]
    public async Task A_summary_that_names_something_else_gives_way_to_the_pieces_themselves(string? said, string shown) =>
        Assert.Equal(shown, await ChangeSummary.OfAsync("/repository", _pieces, new ScriptedReviewModel { SumsUp = _ => said }, TestContext.Current.CancellationToken));
}
