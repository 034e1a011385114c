using CodeAssist.Server.Features.Status;

namespace CodeAssist.Server.Tests.Features.Status;

/// <summary>Behaviour 22: who types with a model that is too slow is told so, and what to do.</summary>
public sealed class ResponseTimesTests
{
    private readonly ResponseTimes _times = new();

    [Theory]
    [InlineData(9, 1, false)]
    [InlineData(8, 2, true)]
    [InlineData(1, 9, true)]
    public void Behaviour_22_it_is_slow_when_the_ninth_of_ten_takes_longer_than_a_second_and_a_half(int quick, int slow, bool isSlow)
    {
        Add(slow, 1.6);
        Add(quick, 1.4);

        Assert.Equal(isSlow, _times.Advice is not null);
    }

    [Fact]
    public void Behaviour_22_nine_answers_are_too_few_to_say()
    {
        Add(9, 5);

        Assert.Null(_times.Advice);
    }

    [Fact]
    public void Behaviour_22_it_is_over_when_the_last_ten_are_quick()
    {
        Add(10, 5);
        Assert.Contains("5.0 s", _times.Advice, StringComparison.Ordinal);

        Add(9, 0.1);

        Assert.Null(_times.Advice);
    }

    private void Add(int count, double seconds)
    {
        for (var i = 0; i < count; i++)
        {
            _times.Add(TimeSpan.FromSeconds(seconds));
        }
    }
}
