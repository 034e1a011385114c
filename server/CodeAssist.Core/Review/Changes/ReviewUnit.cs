namespace CodeAssist.Core.Review.Changes;

/// <summary>What is looked at in one go: changed lines and the member around them.</summary>
/// <param name="Lines">The lines of the new content that are shown: the enclosing member, or some lines around the change.</param>
/// <param name="Changed">The changed lines among them; an empty span before the line where lines were only taken out.</param>
/// <param name="Symbol">Full name of the innermost member around all that changed; null outside of any.</param>
/// <param name="Signatures">Heads of the members that it uses, few; of its own first, where that is too long to be shown.</param>
public sealed record ReviewUnit(LineSpan Lines, IReadOnlyList<LineSpan> Changed, string? Symbol, IReadOnlyList<UsedMember> Signatures);
