namespace CodeAssist.Core.Privacy.Secrets;

/// <summary>What a pattern found, before entropy and allowlists have judged it.</summary>
/// <param name="Secret">The secret alone.</param>
/// <param name="Match">All that the pattern matched.</param>
/// <param name="Line">The line, or lines, on which it stands.</param>
internal readonly record struct SecretFind(string Secret, string Match, string Line);
