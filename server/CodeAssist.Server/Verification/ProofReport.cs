using CodeAssist.Processes.Verification;

namespace CodeAssist.Server.Verification;

/// <summary>What <c>codeassist verify-local-only</c> found.</summary>
/// <param name="Held">Whether everything that could be examined is as promised.</param>
/// <param name="Reduced">Why less than everything could be examined, or null.</param>
/// <param name="Untraced">Why the calls of programs could not be traced, or null.</param>
/// <param name="Network">The surroundings in which it was played.</param>
/// <param name="Leaks">The planted leaks.</param>
/// <param name="Session">The scripted session.</param>
internal sealed record ProofReport(bool Held, string? Reduced, string? Untraced, ProofNetwork Network, IReadOnlyList<LeakLine> Leaks, SessionTally Session);
