using CodeAssist.Core.Review.Memory;

namespace CodeAssist.Server.Features.Review;

/// <summary>What an editor does not want to see again.</summary>
/// <param name="Id">The finding's identity.</param>
/// <param name="Scope">How far that reaches.</param>
/// <param name="Reason">In the user's words; null to have the user asked, where the editor can.</param>
internal sealed record DismissWish(string Id, DismissalScope Scope = DismissalScope.Finding, string? Reason = null);
