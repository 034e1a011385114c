using CodeAssist.Core.Review.Likelihood;

namespace CodeAssist.Benchmarks.Faults;

/// <summary>A line with what the model and its file say of its alternatives.</summary>
/// <param name="Project">Whose line it is.</param>
/// <param name="Kind">The fault in it; null for a clean line.</param>
/// <param name="Alternatives">What may have been meant.</param>
/// <param name="Right">Which of them takes the fault away; −1 for none.</param>
/// <param name="Near">Those that at least speak of the fault's place.</param>
/// <param name="Milliseconds">What the model needed.</param>
internal sealed record FaultSample(string Project, FaultKind? Kind, IReadOnlyList<WeighedAlternative> Alternatives, int Right, IReadOnlyList<int> Near, double Milliseconds);
