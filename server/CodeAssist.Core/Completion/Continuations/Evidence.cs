namespace CodeAssist.Core.Completion.Continuations;

/// <summary>Where a <see cref="Proposal"/> was found.</summary>
/// <param name="MatchedCharacters">Characters before the caret, white space aside, that the best place shares with it.</param>
/// <param name="Occurrences">Places that continue like this, of those that were looked at.</param>
/// <param name="Looked">Places that were looked at.</param>
/// <param name="IsSameFile">Whether one of the places is in the file itself.</param>
/// <param name="IsRenamed">Whether names were replaced by those that stand at the caret.</param>
public sealed record Evidence(int MatchedCharacters, int Occurrences, int Looked, bool IsSameFile, bool IsRenamed);
