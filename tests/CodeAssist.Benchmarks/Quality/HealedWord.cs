namespace CodeAssist.Benchmarks.Quality;

/// <summary>What comes of a hole whose first word has been begun, so that the caret stands inside a token.</summary>
/// <param name="IsExact">Whether the first suggestion that was asked for is the rest.</param>
/// <param name="IsExactUnhealed">The same where the model goes on behind the caret as it stands.</param>
internal sealed record HealedWord(bool IsExact, bool IsExactUnhealed);
