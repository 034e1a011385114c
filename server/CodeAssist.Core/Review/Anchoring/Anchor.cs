using CodeAssist.Core.Text;

namespace CodeAssist.Core.Review.Anchoring;

/// <summary>What became of the place that a reviewer named.</summary>
internal abstract record Anchor
{
    private Anchor()
    {
    }

    /// <param name="Range">In the reviewed content.</param>
    public sealed record InText(TextRange Range) : Anchor;

    /// <summary>The file is certain, the line is not; or the file as a whole was meant.</summary>
    public sealed record WholeFile : Anchor;

    /// <summary>Nothing may be shown for it.</summary>
    public sealed record Dropped(DropReason Reason) : Anchor;
}
