using CodeAssist.Core.Text;

namespace CodeAssist.Core.Review.Findings;

/// <summary>One replacement of a <see cref="Fix"/>.</summary>
/// <param name="Range">What goes.</param>
/// <param name="NewText">What comes in its place.</param>
public sealed record FixEdit(TextRange Range, string NewText);
