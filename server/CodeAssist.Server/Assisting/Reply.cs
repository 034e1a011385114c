using CodeAssist.Egress.Protocol;

namespace CodeAssist.Server.Assisting;

/// <summary>What came back on one question.</summary>
/// <param name="Text">All that came.</param>
/// <param name="IsCut">Whether the limit on tokens ended it.</param>
/// <param name="Failure">Why there is no answer, or only a part of one; null for nothing.</param>
/// <param name="Step">Which of its conversation's steps it is.</param>
internal sealed record Reply(string Text, bool IsCut, EgressFailure? Failure, int Step);
