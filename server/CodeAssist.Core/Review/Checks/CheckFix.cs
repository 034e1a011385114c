namespace CodeAssist.Core.Review.Checks;

/// <summary>What takes a <see cref="CheckHit"/> away.</summary>
/// <param name="Title">What it does, as a menu entry.</param>
/// <param name="Edits">In the order of the text.</param>
public sealed record CheckFix(string Title, params IReadOnlyList<(OffsetRange Place, string NewText)> Edits);
