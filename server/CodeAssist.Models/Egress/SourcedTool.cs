using System.Text.Json;
using CodeAssist.Core.Privacy.Gate;
using Microsoft.Extensions.AI;

namespace CodeAssist.Models.Egress;

/// <summary>A tool that a model may ask to be called, together with where its description comes from. It only declares: calling is somebody else's.</summary>
/// <param name="name">Letters, digits, hyphens and underscores.</param>
/// <param name="description">What it does, for the model.</param>
/// <param name="schema">JSON schema of its arguments.</param>
/// <param name="origins">Everything that these come from; of our own tools, the product.</param>
public sealed class SourcedTool(string name, string description, JsonElement schema, params PartOrigin[] origins) : AIFunctionDeclaration
{
    public override string Name => name;

    public override string Description => description;

    public override JsonElement JsonSchema => schema;

    internal IReadOnlyList<PartOrigin> Origins => origins;
}
