namespace CodeAssist.Core.Review.Anchoring;

/// <summary>Which lines a finding may be about. Named after the filter modes of reviewdog, which people know from CI.</summary>
public enum ReviewScope
{
    /// <summary>Lines that were added or changed.</summary>
    Added,

    /// <summary>Those, and the three lines before and after them that a diff shows.</summary>
    Context,

    /// <summary>Any line of a changed file.</summary>
    File,

    /// <summary>Anything at all, files outside of the change included; those were not read, so only as a whole.</summary>
    All,
}
