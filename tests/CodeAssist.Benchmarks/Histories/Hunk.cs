namespace CodeAssist.Benchmarks.Histories;

/// <summary>Lines that replaced others; first lines count from 1.</summary>
internal readonly record struct Hunk(int OldStart, int OldCount, int NewStart, int NewCount)
{
    /// <summary>How many old lines lie before and in it; without old lines, git names the line before.</summary>
    public int OldEnd => OldCount == 0 ? OldStart : OldStart + OldCount - 1;
}
