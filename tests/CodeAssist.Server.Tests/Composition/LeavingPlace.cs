using CodeAssist.Core.Routing;

namespace CodeAssist.Server.Tests.Composition;

/// <summary>Somebody who could be asked, and what it takes under each setting of <c>routing.escalation</c>.</summary>
internal sealed record LeavingPlace(Tier Tier, LeavingWord Never, LeavingWord Ask, LeavingWord Auto);
