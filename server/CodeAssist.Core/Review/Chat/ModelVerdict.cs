namespace CodeAssist.Core.Review.Chat;

/// <summary>A second look at one claim, with all of the code around it.</summary>
/// <param name="Kind">What came of it.</param>
/// <param name="Line">Line of the file, from zero, that bears it out.</param>
/// <param name="Quote">What stands there.</param>
/// <param name="Why">One or two sentences.</param>
public sealed record ModelVerdict(ModelVerdictKind Kind, int Line, string Quote, string Why);
