namespace CodeAssist.Core.Agent.Editing;

/// <summary>What came of the exercises that a model was given once.</summary>
/// <param name="MeasuredOn">The day.</param>
/// <param name="Tokens">Of questions and answers together.</param>
/// <param name="End">How far it came.</param>
/// <param name="Counts">For each form that was tried, how many edits came out right, to the letter.</param>
public sealed record EditMeasurement(DateOnly MeasuredOn, long Tokens, EditMeasurementEnd End, IReadOnlyList<EditFormCount> Counts);
