using CodeAssist.Context.CSharp.Analyzers;
using CodeAssist.TestSupport;

namespace CodeAssist.Context.Tests.CSharp.Analyzers;

public sealed class TimeBudgetTests
{
    private const long Mebibyte = 1024 * 1024;

    private readonly ManualTime _time = new();

    [Fact]
    public void What_is_spent_in_one_stretch_is_missing_in_the_next()
    {
        var budget = new TimeBudget(_time);
        using (budget.Begin(CancellationToken.None))
        {
            _time.Advance(TimeSpan.FromSeconds(15));
        }

        using var next = budget.Begin(CancellationToken.None);
        _time.Advance(TimeSpan.FromSeconds(4));
        Assert.False(next.Token.IsCancellationRequested);
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.True(next.Token.IsCancellationRequested);
    }

    [Fact]
    public void What_is_spent_is_spent()
    {
        var budget = new TimeBudget(_time);
        using (budget.Begin(CancellationToken.None))
        {
            _time.Advance(TimeSpan.FromSeconds(25));
        }

        using var next = budget.Begin(CancellationToken.None);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.True(next.Token.IsCancellationRequested);
    }

    [Fact]
    public void A_large_project_gets_more_time_while_it_is_being_read_and_a_huge_one_not_for_ever()
    {
        var budget = new TimeBudget(_time);
        using var stretch = budget.Begin(CancellationToken.None);
        _time.Advance(TimeSpan.FromSeconds(15));
        budget.Allow(2 * Mebibyte);
        _time.Advance(TimeSpan.FromSeconds(20));
        Assert.False(stretch.Token.IsCancellationRequested);
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.True(stretch.Token.IsCancellationRequested);
        budget.Allow(1000 * Mebibyte);

        Assert.Equal(TimeSpan.FromMinutes(3), budget.Most);
    }

    [Fact]
    public void Whoever_asked_may_end_it_too()
    {
        using var asked = new CancellationTokenSource();
        using var stretch = new TimeBudget(_time).Begin(asked.Token);
        asked.Cancel();

        Assert.True(stretch.Token.IsCancellationRequested);
    }
}
