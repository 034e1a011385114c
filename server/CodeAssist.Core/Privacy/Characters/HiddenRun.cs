namespace CodeAssist.Core.Privacy.Characters;

/// <summary>Hidden characters of one kind that stand side by side.</summary>
/// <param name="Kind">What they do.</param>
/// <param name="Start">Where the first begins, in UTF-16 code units of the text.</param>
/// <param name="Length">In UTF-16 code units.</param>
/// <param name="Line">Line of the first, from 1.</param>
/// <param name="CodePoints">Which they are, in order, such as <c>U+202E</c>.</param>
public sealed record HiddenRun(HiddenCharacterKind Kind, int Start, int Length, int Line, IReadOnlyList<string> CodePoints);
