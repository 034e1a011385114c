namespace CodeAssist.ModelHost.Inference;

/// <summary>Where a job stands after it took the logits of a token.</summary>
internal enum JobProgress
{
    /// <summary>More tokens are to be decoded behind those that are there.</summary>
    GoesOn,

    /// <summary>Its tokens are others now: what the sequence holds is cut back to what is the same in both.</summary>
    Branches,

    /// <summary>The answer is there.</summary>
    Over,
}
