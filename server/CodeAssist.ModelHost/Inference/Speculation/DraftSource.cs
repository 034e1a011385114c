namespace CodeAssist.ModelHost.Inference.Speculation;

/// <summary>Where a draft comes from; each source is right with a frequency of its own.</summary>
internal enum DraftSource
{
    /// <summary>A text that the client sent along.</summary>
    Client,

    /// <summary>What followed the same three or four tokens before.</summary>
    LongMatch,

    /// <summary>What followed the same two tokens before.</summary>
    ShortMatch,

    /// <summary>A small model.</summary>
    Model,
}
