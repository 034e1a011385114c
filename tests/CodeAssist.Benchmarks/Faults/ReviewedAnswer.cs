namespace CodeAssist.Benchmarks.Faults;

/// <summary>What one reviewer said of one line.</summary>
/// <param name="Line">The line.</param>
/// <param name="Reviewer">Who.</param>
/// <param name="IsTold">Whether it said anything of the line.</param>
/// <param name="IsRight">Whether it spoke of the fault's place.</param>
/// <param name="IsFixed">Whether a fix of its takes the fault away.</param>
/// <param name="Rule">The rule of the first that it said; null where it said nothing.</param>
internal sealed record ReviewedAnswer(ReviewedLine Line, string Reviewer, bool IsTold, bool IsRight, bool IsFixed, string? Rule);
