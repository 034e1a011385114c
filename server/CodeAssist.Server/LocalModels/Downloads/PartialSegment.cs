namespace CodeAssist.Server.LocalModels.Downloads;

/// <summary>A stretch of a file that is fetched on its own.</summary>
internal sealed class PartialSegment
{
    /// <summary>Its first byte.</summary>
    public required long From { get; init; }

    /// <summary>The byte behind its last.</summary>
    public required long To { get; init; }

    /// <summary>The first byte that has not come.</summary>
    public required long At { get; set; }

    [System.Text.Json.Serialization.JsonIgnore]
    public bool IsDone => At >= To;
}
