namespace CodeAssist.Core.Agent.Progress;

/// <summary>A sign that a task does not move.</summary>
/// <param name="Sentence">For people, and for whoever takes the task over.</param>
/// <param name="IsFinal">Whether the task ends where nobody takes it over; otherwise the model may go on trying.</param>
internal sealed record Standstill(string Sentence, bool IsFinal);
