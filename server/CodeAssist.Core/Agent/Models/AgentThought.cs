namespace CodeAssist.Core.Agent.Models;

/// <summary>What a model thought to itself before it called. It goes back to the same model with what came of the calls, unchanged; nobody else can use it.</summary>
/// <param name="Model">Id of the model.</param>
/// <param name="Text">Empty where the provider keeps it to itself.</param>
/// <param name="Seal">By what the provider knows its own again.</param>
/// <param name="IsHidden">Whether the provider keeps it to itself.</param>
public sealed record AgentThought(string Model, string Text, string Seal, bool IsHidden);
