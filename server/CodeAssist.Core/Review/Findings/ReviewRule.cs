namespace CodeAssist.Core.Review.Findings;

/// <summary>One kind of finding, with a name that users switch off and tools remember.</summary>
/// <param name="Id">Lower-case words joined by hyphens, never renamed: <c>async-void</c>. Of other tools, their own: <c>CS8602</c>.</param>
/// <param name="Title">What is wrong, in a few words without a full stop.</param>
/// <param name="Category">The kind of harm.</param>
/// <param name="Severity">How much it matters unless the user's settings say otherwise.</param>
/// <param name="Description">One or two sentences: why it matters and what to do instead.</param>
public sealed record ReviewRule(string Id, string Title, FindingCategory Category, Severity Severity, string Description)
{
    /// <summary>Languages it looks at, by LSP id; empty for all files.</summary>
    public IReadOnlyList<string> Languages { get; init; } = [];

    /// <summary>A few lines that it finds, for the documentation.</summary>
    public string? Example { get; init; }

    /// <summary>The same rule by the names that other tools have for it: whoever suppresses theirs suppresses this one, and two findings become one.</summary>
    public IReadOnlyList<string> AlsoKnownAs { get; init; } = [];

    /// <summary>Whether a comment or an attribute beside the code may silence it. Not where whoever wrote the code may be the one who wants it in.</summary>
    public bool IsExcusable { get; init; } = true;
}
