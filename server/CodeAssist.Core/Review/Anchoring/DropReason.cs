namespace CodeAssist.Core.Review.Anchoring;

/// <summary>Why a claim is not believed to be about what was reviewed.</summary>
public enum DropReason
{
    /// <summary>The change has no such file.</summary>
    UnknownFile,

    /// <summary>The file was not read.</summary>
    FileNotRead,

    /// <summary>The text has no such place.</summary>
    NoSuchPlace,

    /// <summary>The quote stands nowhere in the file.</summary>
    QuoteNotFound,

    /// <summary>The place is there, but nobody asked for a review of it.</summary>
    OutsideScope,

    /// <summary>The quote stands at several places, and the line that was named is none of them.</summary>
    SeveralPlaces,

    /// <summary>Too few passes of a model said so.</summary>
    TooFewVotes,

    /// <summary>Somebody looked again and cited a line that shows it to be wrong.</summary>
    Refuted,

    /// <summary>It matters little, and nobody could be asked whether it holds.</summary>
    Unconfirmed,
}
