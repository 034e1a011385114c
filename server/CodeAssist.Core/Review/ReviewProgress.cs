using System.Runtime.InteropServices;

namespace CodeAssist.Core.Review;

/// <summary>How far a review has come.</summary>
/// <param name="Done">Files that nobody will look at any more.</param>
/// <param name="Total">Changed files.</param>
/// <param name="Path">The file that was done last.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ReviewProgress(int Done, int Total, string Path)
{
    /// <summary>What a model has just been asked, which may take it minutes; null where a file is done.</summary>
    public string? Question { get; init; }
}
