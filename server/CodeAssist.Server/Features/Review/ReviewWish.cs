using CodeAssist.Core.Review.Chat;
using CodeAssist.Lsp.Protocol;

namespace CodeAssist.Server.Features.Review;

/// <summary>What an editor asks to have reviewed. Everything may be left out: then it is the first folder's working tree.</summary>
/// <param name="Subject">What of it.</param>
/// <param name="Revision">The branch or the commit.</param>
/// <param name="Uri">A document: the one to review, or any of the repository that is meant.</param>
/// <param name="Range">The selection.</param>
/// <param name="Chat">Which chat models take part, in the place of the setting.</param>
internal sealed record ReviewWish(ReviewSubject Subject = ReviewSubject.WorkingTree, string? Revision = null, string? Uri = null, LspRange? Range = null, ChatMode? Chat = null);
