using CodeAssist.Server.Assisting;

namespace CodeAssist.Server.Reviewing.Chat;

/// <summary>The models that a review can ask, and whoever is asked before they are.</summary>
internal sealed record ModelHelp(IModelsAtHand Models, IAssistAudience Audience);
