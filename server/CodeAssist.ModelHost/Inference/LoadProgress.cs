namespace CodeAssist.ModelHost.Inference;

/// <param name="Fraction">How much of the weights has been read, 0 to 1.</param>
/// <param name="Doing">What is done beside that, for people; null for nothing.</param>
internal readonly record struct LoadProgress(double Fraction, string? Doing);
