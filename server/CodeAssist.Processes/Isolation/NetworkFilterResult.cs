namespace CodeAssist.Processes.Isolation;

/// <summary>What became of the attempt to take the internet away from this process.</summary>
public abstract record NetworkFilterResult
{
    private NetworkFilterResult()
    {
    }

    /// <summary>The kernel refuses internet sockets on every thread, now and until the process ends; children inherit it.</summary>
    public sealed record Enforced : NetworkFilterResult;

    /// <summary>
    /// This operating system or processor has no such filter for us: nothing of ours opens a socket, but nothing would stop it.
    /// </summary>
    /// <param name="Reason">One sentence for people.</param>
    public sealed record Unsupported(string Reason) : NetworkFilterResult;

    /// <summary>The kernel refused the filter itself.</summary>
    /// <param name="Reason">One sentence for people.</param>
    /// <param name="NextStep">One sentence for people: what to do about it.</param>
    public sealed record Refused(string Reason, string NextStep) : NetworkFilterResult;
}
