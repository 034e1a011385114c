using CodeAssist.Core.Privacy.Gate;

namespace CodeAssist.Core.Agent.Models;

/// <param name="CallId">Which call.</param>
/// <param name="Parts">What came of it.</param>
public sealed record CallAnswer(string CallId, IReadOnlyList<PayloadPart> Parts);
