using CodeAssist.Core.Providers;
using CodeAssist.Core.Spending;

namespace CodeAssist.Core.Tests.Spending;

public sealed class SpendingTests
{
    private static readonly DateOnly _day = new(2026, 11, 30);

    [Fact]
    public void A_call_costs_at_most_its_request_and_the_longest_answer_to_the_last_digit()
    {
        var estimate = CostEstimate.Of(new TokenPrice(1.25m, 0.125m, 10), inputTokens: 1001, outputLimit: 4000, likelyOutput: 500);

        Assert.Equal(new CostEstimate(Most: 0.04125125m, Likely: 0.00625125m), estimate);
    }

    [Fact]
    public void An_answer_is_not_likelier_long_than_it_may_be() =>
        Assert.Equal(new CostEstimate(0.0001m, 0.0001m), CostEstimate.Of(new TokenPrice(1, null, 1), 50, outputLimit: 50, likelyOutput: 500));

    /// <summary>Thousand calls of a tenth of a millionth are no rounding away from what they cost.</summary>
    [Fact]
    public void Sums_are_exact()
    {
        var sums = new SpendSums();
        for (var call = 0; call < 1000; call++)
        {
            sums.Add(_day, "a", approval: null, 0.0000001m);
        }

        Assert.Equal(new Spent(0.0001m, 0.0001m, 0.0001m), sums.Of("a", _day));
    }

    [Theory]
    [InlineData("1", "2", "3", "1.5", BudgetPeriod.Task, "1")]
    [InlineData("5", "2", "3", "2.5", BudgetPeriod.Day, "2")]
    [InlineData("5", "5", "3", "3.01", BudgetPeriod.Month, "3")]
    [InlineData("0", "0", "0", "0.01", BudgetPeriod.Task, "0")]
    public void What_does_not_fit_says_which_budget_and_what_is_left_of_it(string task, string day, string month, string needed, BudgetPeriod period, string left) =>
        Assert.Equal(
            new BudgetVerdict.Over(period, Decimal(left), Decimal(needed)), BudgetRule.Judge(new Funds(Decimal(task), Decimal(day), Decimal(month)), Decimal(needed)));

    [Theory]
    [InlineData("1", "1")]
    [InlineData("0", "0")]
    public void What_is_left_to_the_last_cent_fits_and_what_is_free_always_does(string left, string needed) =>
        Assert.Equal(BudgetVerdict.Fits, BudgetRule.Judge(new Funds(Decimal(left), Decimal(left), Decimal(left)), Decimal(needed)));

    [Fact]
    public void More_than_all_may_have_been_spent_and_leaves_nothing() =>
        Assert.Equal(new Funds(0, 0, 2), BudgetRule.Left(new Budgets(1, 2, 9), new Spent(3, 4, 7)));

    [Fact]
    public void Days_and_months_count_what_lies_ahead_and_not_what_is_over()
    {
        var sums = new SpendSums();
        sums.Add(new DateOnly(2026, 10, 31), "a", null, 1);
        sums.Add(new DateOnly(2026, 11, 1), "a", null, 2);
        sums.Add(_day, "b", null, 4);
        sums.Add(new DateOnly(2026, 12, 1), "a", null, 8);

        Assert.Equal(new Spent(11, 12, 14), sums.Of("a", _day));
        Assert.Equal(new Spent(4, 8, 8), sums.Of("b", new DateOnly(2026, 12, 1)));
    }

    [Fact]
    public void A_gpu_pays_from_where_a_month_of_calls_costs_more_than_a_month_of_it()
    {
        // 2 dollars an hour are 1460 a month; 30 dollars for 3 million tokens are 10 a million.
        var even = BreakEven.Of(dollars: 30, tokens: 3_000_000, days: 10, dollarsPerHour: 2);

        Assert.Equal((15m, 1460m, 146_000_000m, false), (even.Hours, even.MonthDollars, even.TokensPerMonth, even.Pays));
        Assert.Equal(91.25m, even.SpentPerMonth);
        Assert.True(BreakEven.Of(500, 3_000_000, 10, 2).Pays);
        Assert.Null(BreakEven.Of(0, 0, 10, 2).TokensPerMonth);
    }

    [Theory]
    [InlineData("0", "$0")]
    [InlineData("0.00001", "less than $0.0001")]
    [InlineData("0.0123456", "$0.0123")]
    [InlineData("0.05", "$0.05")]
    [InlineData("1234.5", "$1,234.50")]
    public void Dollars_are_written_as_people_read_them(string dollars, string text) => Assert.Equal(text, SpendSentences.Dollars(Decimal(dollars)));

    private static decimal Decimal(string number) => decimal.Parse(number, System.Globalization.CultureInfo.InvariantCulture);
}
