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
}
