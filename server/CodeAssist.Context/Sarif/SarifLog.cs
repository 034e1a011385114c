namespace CodeAssist.Context.Sarif;

/// <summary>A report in the Static Analysis Results Interchange Format, as far as a review reads it. Names are the standard's.</summary>
internal sealed record SarifLog
{
    public string? Version { get; init; }

    public IReadOnlyList<Run>? Runs { get; init; }

    internal sealed record Run
    {
        public ToolUsed? Tool { get; init; }

        public IReadOnlyDictionary<string, ArtifactLocation>? OriginalUriBaseIds { get; init; }

        public IReadOnlyList<Artifact>? Artifacts { get; init; }

        public IReadOnlyList<Invocation>? Invocations { get; init; }

        public string? ColumnKind { get; init; }

        public IReadOnlyList<Result>? Results { get; init; }
    }

    internal sealed record ToolUsed
    {
        public Component? Driver { get; init; }

        public IReadOnlyList<Component>? Extensions { get; init; }
    }

    internal sealed record Component
    {
        public string? Name { get; init; }

        public IReadOnlyList<Descriptor>? Rules { get; init; }
    }

    internal sealed record Descriptor
    {
        public string? Id { get; init; }

        public Message? ShortDescription { get; init; }

        public Message? FullDescription { get; init; }

        public string? HelpUri { get; init; }

        public IReadOnlyDictionary<string, Message>? MessageStrings { get; init; }

        public Configuration? DefaultConfiguration { get; init; }

        public Properties? Properties { get; init; }
    }

    internal sealed record Configuration
    {
        public string? Level { get; init; }
    }

    internal sealed record Properties
    {
        public string? Category { get; init; }
    }

    internal sealed record Message
    {
        public string? Text { get; init; }

        public string? Id { get; init; }

        public IReadOnlyList<string>? Arguments { get; init; }
    }

    internal sealed record Result
    {
        public string? RuleId { get; init; }

        public int? RuleIndex { get; init; }

        public RuleReference? Rule { get; init; }

        public string? Kind { get; init; }

        public string? Level { get; init; }

        public string? BaselineState { get; init; }

        public Message? Message { get; init; }

        public IReadOnlyList<Location>? Locations { get; init; }

        public IReadOnlyList<Suppression>? Suppressions { get; init; }
    }

    internal sealed record RuleReference
    {
        public string? Id { get; init; }

        public int? Index { get; init; }

        public ComponentReference? ToolComponent { get; init; }
    }

    internal sealed record ComponentReference
    {
        public int? Index { get; init; }

        public string? Name { get; init; }
    }

    internal sealed record Suppression
    {
        public string? Status { get; init; }
    }

    internal sealed record Location
    {
        public PhysicalLocation? PhysicalLocation { get; init; }
    }

    internal sealed record PhysicalLocation
    {
        public ArtifactLocation? ArtifactLocation { get; init; }

        public Region? Region { get; init; }
    }

    internal sealed record Artifact
    {
        public ArtifactLocation? Location { get; init; }

        /// <summary>By the name of the algorithm: <c>sha-256</c>.</summary>
        public IReadOnlyDictionary<string, string>? Hashes { get; init; }
    }

    internal sealed record Invocation
    {
        public string? StartTimeUtc { get; init; }

        public string? EndTimeUtc { get; init; }
    }

    internal sealed record ArtifactLocation
    {
        public string? Uri { get; init; }

        public string? UriBaseId { get; init; }

        public int? Index { get; init; }
    }

    internal sealed record Region
    {
        public int? StartLine { get; init; }

        public int? StartColumn { get; init; }

        public int? EndLine { get; init; }

        public int? EndColumn { get; init; }

        public Snippet? Snippet { get; init; }
    }

    internal sealed record Snippet
    {
        public string? Text { get; init; }
    }
}
