using System.Text.Json;
using CodeAssist.Core.Agent.Models;

namespace CodeAssist.Server.Delegating.Tools;

/// <summary>A tool as models are told of it.</summary>
/// <param name="Name">Letters and underscores.</param>
/// <param name="Description">What it does, in a sentence or two.</param>
/// <param name="Needs">Which offer it belongs to.</param>
/// <param name="Schema">The arguments for models that call tools by themselves.</param>
/// <param name="Form">The arguments for models that are held to a form: every one of them there, every text and list with an end.</param>
internal sealed record AgentTool(string Name, string Description, ToolOffer Needs, JsonElement Schema, string Form);
