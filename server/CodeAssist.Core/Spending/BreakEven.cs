namespace CodeAssist.Core.Spending;

/// <summary>What the spending on closed APIs would have bought of a hosted GPU, and from when on the GPU is the cheaper of the two.</summary>
/// <remarks>
/// A GPU that is rented by the month costs <c>MonthDollars = price of an hour × 730</c> (365 × 24 / 12 hours), whether it is used or not. It pays as soon as
/// the APIs cost more than that in a month, which is from <c>MonthDollars / (dollars / tokens)</c> tokens on at the average price of a token.
/// Whether one GPU can answer so many is not in it.
/// </remarks>
/// <param name="DollarsPerHour">What an hour of the GPU costs, in US dollars, as the user says.</param>
/// <param name="Hours">How many hours of it the spending would have bought.</param>
/// <param name="MonthDollars">What a month of it costs.</param>
/// <param name="SpentPerMonth">What was spent, for 365 / 12 days of the same.</param>
/// <param name="TokensPerMonth">From how many tokens a month on it pays; null where nothing was spent, so that no average is known.</param>
public sealed record BreakEven(decimal DollarsPerHour, decimal Hours, decimal MonthDollars, decimal SpentPerMonth, decimal? TokensPerMonth)
{
    private const decimal HoursPerMonth = 730;
    private const decimal DaysPerMonth = 365m / 12;

    /// <summary>Whether the GPU would have been the cheaper of the two.</summary>
    public bool Pays => SpentPerMonth > MonthDollars;

    /// <param name="dollars">What was spent on closed APIs, without what is only reserved.</param>
    /// <param name="tokens">Tokens of requests and answers that it was spent for.</param>
    /// <param name="days">In how many days; at least 1.</param>
    /// <param name="dollarsPerHour">What an hour of the GPU costs; above zero.</param>
    public static BreakEven Of(decimal dollars, long tokens, int days, decimal dollarsPerHour)
    {
        var month = dollarsPerHour * HoursPerMonth;
        return new BreakEven(
            dollarsPerHour, dollars / dollarsPerHour, month, dollars / days * DaysPerMonth, dollars > 0 && tokens > 0 ? month / dollars * tokens : null);
    }
}
