namespace CodeAssist.Server.LocalModels.Downloads;

/// <param name="DoneBytes">What has come, earlier tries included.</param>
/// <param name="TotalBytes">All of it.</param>
/// <param name="BytesPerSecond">Since this try began; 0 in its first moments.</param>
internal sealed record DownloadProgress(long DoneBytes, long TotalBytes, double BytesPerSecond)
{
    /// <summary>Which of its files is coming, from 1.</summary>
    public int Part { get; init; } = 1;

    /// <summary>In how many files it lies.</summary>
    public int Parts { get; init; } = 1;

    /// <summary>Time that is left at this speed; null while that cannot be said.</summary>
    public TimeSpan? Remaining => BytesPerSecond > 0 ? TimeSpan.FromSeconds((TotalBytes - DoneBytes) / BytesPerSecond) : null;
}
