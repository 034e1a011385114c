namespace CodeAssist.Core.Review.Findings;

/// <summary>A change of the reviewed file that takes a finding away.</summary>
/// <param name="Title">What it does, as a menu entry: <c>Remove the conflict marker</c>.</param>
/// <param name="Edits">In the order of the file, none overlapping another; ranges in the reviewed content.</param>
public sealed record Fix(string Title, IReadOnlyList<FixEdit> Edits);
