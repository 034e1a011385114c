using CodeAssist.Core.Text;

namespace CodeAssist.Core.Review.Findings;

/// <summary>Something that is wrong with a change, at a place that was checked.</summary>
public sealed record Finding
{
    /// <summary>The same for the same fault wherever it has moved: <c>FindingIdentity</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Who found it.</summary>
    public required string Reviewer { get; init; }

    public required ReviewRule Rule { get; init; }

    /// <summary>The rule's, or what the user's settings put in its place.</summary>
    public required Severity Severity { get; init; }

    /// <summary>From 0 to 1.</summary>
    public required double Confidence { get; init; }

    /// <summary>Relative to the change's root, with forward slashes.</summary>
    public required string Path { get; init; }

    /// <summary>Where in the reviewed content; null where the file as a whole is meant.</summary>
    public TextRange? Range { get; init; }

    /// <summary>The text at <see cref="Range"/>; empty for a whole file.</summary>
    public string Quote { get; init; } = "";

    /// <summary>Full name of the enclosing member; null outside of any.</summary>
    public string? Symbol { get; init; }

    /// <summary>One or two sentences on this very place.</summary>
    public required string Message { get; init; }

    /// <summary>Checked: it leaves no error that was not there before.</summary>
    public Fix? Fix { get; init; }

    public IReadOnlyList<Evidence> Evidence { get; init; } = [];
}
