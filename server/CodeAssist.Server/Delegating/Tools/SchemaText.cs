using System.Text.Json.Nodes;

namespace CodeAssist.Server.Delegating.Tools;

/// <summary>Pieces of JSON schemas.</summary>
internal static class SchemaText
{
    /// <param name="members">Name, schema, and whether it has to be there.</param>
    public static JsonObject Object(params (string Name, JsonNode Schema, bool IsRequired)[] members) => new()
    {
        ["type"] = "object",
        ["properties"] = new JsonObject(members.Select(member => KeyValuePair.Create(member.Name, (JsonNode?)member.Schema))),
        ["required"] = new JsonArray([.. members.Where(member => member.IsRequired).Select(member => JsonValue.Create(member.Name))]),
        ["additionalProperties"] = false,
    };

    public static JsonObject Text(string description) => new() { ["type"] = "string", ["description"] = description };

    /// <summary>A text with an end.</summary>
    public static JsonObject Bounded(int letters) => new() { ["type"] = "string", ["maxLength"] = letters };

    public static JsonObject Integer(string description) => new() { ["type"] = "integer", ["description"] = description };

    public static JsonObject Number() => new() { ["type"] = "integer" };

    public static JsonObject Boolean(string description) => new() { ["type"] = "boolean", ["description"] = description };

    public static JsonObject Truth() => new() { ["type"] = "boolean" };

    public static JsonObject Texts(string description) => new() { ["type"] = "array", ["items"] = new JsonObject { ["type"] = "string" }, ["description"] = description };

    /// <summary>A list with an end, of texts that have one.</summary>
    public static JsonObject BoundedTexts(int most, int letters) => List(Bounded(letters), least: 0, most);

    public static JsonObject List(JsonNode item, int least, int most) => new() { ["type"] = "array", ["items"] = item, ["minItems"] = least, ["maxItems"] = most };

    public static JsonObject Constant(string word) => new() { ["type"] = "string", ["enum"] = new JsonArray(JsonValue.Create(word)) };

    public static JsonObject Choice(string description, params string[] words) => new()
    {
        ["type"] = "string",
        ["enum"] = new JsonArray([.. words.Select(word => JsonValue.Create(word))]),
        ["description"] = description,
    };

    public static JsonObject AnyOf(IEnumerable<JsonObject> choices) => new() { ["anyOf"] = new JsonArray([.. choices]) };
}
