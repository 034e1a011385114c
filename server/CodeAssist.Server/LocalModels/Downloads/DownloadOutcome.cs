namespace CodeAssist.Server.LocalModels.Downloads;

/// <summary>What became of a download.</summary>
internal abstract record DownloadOutcome
{
    private DownloadOutcome()
    {
    }

    /// <param name="Sha256">Its digest.</param>
    /// <param name="IsPinnedNow">Whether nobody said before what that should be.</param>
    public sealed record Done(string Sha256, bool IsPinnedNow) : DownloadOutcome;

    /// <param name="Message">What happened.</param>
    /// <param name="NextStep">What to do.</param>
    public sealed record Failed(string Message, string NextStep) : DownloadOutcome;
}
