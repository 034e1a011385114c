namespace CodeAssist.Core.Agent.Editing;

/// <summary>How a measurement came to its end.</summary>
public enum EditMeasurementEnd
{
    /// <summary>Every exercise was answered.</summary>
    Complete,

    /// <summary>Its time was over, or its tokens.</summary>
    Limit,

    /// <summary>Somebody had enough of it.</summary>
    Cancelled,

    /// <summary>The model could not be asked any more.</summary>
    Failed,
}
