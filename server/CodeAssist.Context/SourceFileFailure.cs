namespace CodeAssist.Context;

/// <param name="Kind">For code.</param>
/// <param name="Message">One sentence for people, naming the file.</param>
/// <param name="NextStep">One sentence for people: what to do about it.</param>
public sealed record SourceFileFailure(SourceFileFailureKind Kind, string Message, string NextStep);
