namespace CodeAssist.Core.Completion.Continuations;

/// <summary>A text that may follow the caret, taken from text that exists.</summary>
/// <param name="Text">The rest of the caret's line, never blank, without a line break.</param>
/// <param name="Probability">How likely exactly this text follows, 0 to 1; the proposals of one answer sum to at most 1.</param>
/// <param name="Block">
/// <paramref name="Text"/> and the lines after it, where the statement goes on and every place agrees on how; otherwise null.
/// Broken by line feeds, indented like the document.
/// </param>
/// <param name="Evidence">What the probability rests on.</param>
public sealed record Proposal(string Text, double Probability, string? Block, Evidence Evidence);
