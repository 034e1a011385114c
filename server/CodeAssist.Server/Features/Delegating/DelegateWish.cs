using CodeAssist.Core.Routing;

namespace CodeAssist.Server.Features.Delegating;

/// <summary>The argument of <c>codeassist.delegate</c>.</summary>
/// <param name="Goal">What is to be reached, in the user's words; empty to ask for it.</param>
/// <param name="Uri">A document or folder in the repository that is meant; null for the first open folder.</param>
/// <param name="Plan">Whether only a plan is wanted.</param>
/// <param name="By">Who should do it.</param>
/// <param name="Model">Id of the one model that may; null for any.</param>
internal sealed record DelegateWish(string Goal = "", string? Uri = null, bool Plan = false, TaskWish By = TaskWish.None, string? Model = null);
