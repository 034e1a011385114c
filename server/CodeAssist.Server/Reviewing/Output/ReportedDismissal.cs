using CodeAssist.Core.Review.Memory;

namespace CodeAssist.Server.Reviewing.Output;

/// <summary>A finding that is not shown because of somebody's word.</summary>
/// <param name="Finding">What was found.</param>
/// <param name="Scope">How far the dismissal reaches.</param>
/// <param name="Reason">In the words of whoever dismissed it.</param>
/// <param name="Day">When.</param>
internal sealed record ReportedDismissal(ReportedFinding Finding, DismissalScope Scope, string Reason, DateOnly Day);
