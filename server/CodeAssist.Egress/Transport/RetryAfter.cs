namespace CodeAssist.Egress.Transport;

/// <summary>Reads for how long a provider asks us to stay away.</summary>
internal static class RetryAfter
{
    // Nobody waits for longer; what is longer, or in another century, must not become a timer.
    private static readonly TimeSpan _longest = TimeSpan.FromDays(1);

    /// <returns>Zero to a day; null where it does not say, or not in a way that can be read.</returns>
    public static TimeSpan? Of(HttpResponseMessage response, TimeProvider time)
    {
        var asked = response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - time.GetUtcNow(),
            _ => (TimeSpan?)null,
        };
        return asked is { } wait ? TimeSpan.FromTicks(Math.Clamp(wait.Ticks, 0, _longest.Ticks)) : null;
    }
}
