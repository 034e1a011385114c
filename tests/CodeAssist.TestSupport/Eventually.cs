using System.Diagnostics;

namespace CodeAssist.TestSupport;

/// <summary>Waits for something that no event announces, with a limit.</summary>
public static class Eventually
{
    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(30);

    public static async Task TrueAsync(Func<bool> isReached)
    {
        var started = Stopwatch.GetTimestamp();
        while (!isReached())
        {
            if (Stopwatch.GetElapsedTime(started) > _limit)
            {
                throw new TimeoutException($"Not reached within {_limit.TotalSeconds} s.");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(5));
        }
    }
}
