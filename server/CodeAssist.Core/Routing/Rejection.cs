namespace CodeAssist.Core.Routing;

/// <summary>A model that does not do a task, and why.</summary>
/// <param name="Model">Its id.</param>
/// <param name="Tier">Where it runs.</param>
/// <param name="Code">For code.</param>
/// <param name="Sentence">For people: what stands in the way, and what to do where something can be done.</param>
public sealed record Rejection(string Model, Tier Tier, RejectionCode Code, string Sentence);
