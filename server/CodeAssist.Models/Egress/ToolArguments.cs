using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.AI;

namespace CodeAssist.Models.Egress;

/// <summary>The arguments of a tool call between JSON, as on the wire, and names with values, as Microsoft.Extensions.AI has them.</summary>
internal static class ToolArguments
{
    // A model is paid for every blank.
    private static readonly JsonTypeInfo _type = new JsonSerializerOptions(AIJsonUtilities.DefaultOptions) { WriteIndented = false }.GetTypeInfo(typeof(IDictionary<string, object?>));

    /// <returns>One JSON object.</returns>
    public static string Write(IDictionary<string, object?>? arguments) => arguments is null ? "{}" : JsonSerializer.Serialize(arguments, _type);

    /// <param name="json">One JSON object, which egress has looked at.</param>
    public static Dictionary<string, object?> Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.EnumerateObject().ToDictionary(property => property.Name, property => (object?)property.Value.Clone(), StringComparer.Ordinal);
    }
}
