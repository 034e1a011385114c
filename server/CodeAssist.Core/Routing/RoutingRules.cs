namespace CodeAssist.Core.Routing;

/// <summary>What the user set on who does what. From the user's own settings only.</summary>
public sealed record RoutingRules
{
    public static RoutingRules Default { get; } = new();

    /// <summary>What holds where nothing else is said.</summary>
    public Escalation Escalation { get; init; } = Escalation.Ask;

    /// <summary>What holds for a kind of task instead.</summary>
    public IReadOnlyDictionary<TaskKind, Escalation> Tasks { get; init; } = new Dictionary<TaskKind, Escalation>();

    /// <summary>What some files do not go beyond. The strictest holds; none loosens.</summary>
    public IReadOnlyList<PathRule> Paths { get; init; } = [];

    /// <summary>Id of the one model that does everything but completion; null for none.</summary>
    public string? Model { get; init; }

    /// <summary>Ids of models that are taken before others of their tier, the first first.</summary>
    public IReadOnlyList<string> Preferred { get; init; } = [];
}
