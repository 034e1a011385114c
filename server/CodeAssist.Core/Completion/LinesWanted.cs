namespace CodeAssist.Core.Completion;

/// <summary>Whether suggestions may have several lines.</summary>
public enum LinesWanted
{
    /// <summary>Where the syntax at the caret wants them.</summary>
    Automatic,

    /// <summary>Never.</summary>
    One,

    /// <summary>Wherever nothing follows on the caret's line.</summary>
    Several,
}
