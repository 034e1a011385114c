using CodeAssist.Core.Text;

namespace CodeAssist.Core.Review.Findings;

/// <summary>Where a reviewer says that something is wrong.</summary>
public abstract record ClaimedPlace
{
    private ClaimedPlace()
    {
    }

    /// <summary>By a reviewer that reads the text itself and knows the place.</summary>
    public sealed record At(TextRange Range) : ClaimedPlace;

    /// <summary>By one that has to prove that it read the text: what it quotes must be there, and only there.</summary>
    /// <param name="Quote">Literally from the new content; lines and parts of lines.</param>
    /// <param name="Line">Line from zero where the quote is said to begin; null where nothing is said.</param>
    public sealed record Quoted(string Quote, int? Line) : ClaimedPlace;

    /// <summary>The file as a whole: that it is there, or how large it is.</summary>
    public sealed record WholeFile : ClaimedPlace;
}
