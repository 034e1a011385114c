namespace CodeAssist.Core.Review.Changes;

/// <summary>What is looked at in one go: changed lines and the member around them.</summary>
/// <param name="Lines">The lines of the new content that are shown: the enclosing member, or some lines around the change.</param>
/// <param name="Changed">The changed lines among them.</param>
/// <param name="Symbol">Full name of the enclosing member; null outside of any.</param>
/// <param name="Signatures">First lines of the members that it uses, few.</param>
public sealed record ReviewUnit(LineSpan Lines, IReadOnlyList<LineSpan> Changed, string? Symbol, IReadOnlyList<string> Signatures);
