using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CodeAssist.Core.Review.Chat;
using CodeAssist.Server.Assisting;

namespace CodeAssist.Server.Reviewing.Chat;

/// <summary>The forms in which models answer the questions of a review. docs/prompts.md words them for models that no schema can be handed to.</summary>
/// <remarks>Every piece and every claim is a member of its own, so that none can be left out; every text and list has an end, so that an answer has one.</remarks>
internal static class ReviewForms
{
    /// <summary>Findings on one piece.</summary>
    public const int MostFindings = 4;

    private const int DoesLetters = 140;
    private const int QuoteLetters = 160;
    private const int MessageLetters = 280;
    private const int SummaryLetters = 600;

    /// <summary>Words of <see cref="Core.Review.Findings.Severity"/>, the gravest first.</summary>
    public static IReadOnlyList<string> Severities { get; } = ["error", "warning", "note"];

    public static IReadOnlyList<string> Verdicts { get; } = ["stands", "minor", "wrong"];

    public static IReadOnlyList<string> Kinds { get; } = [.. ModelRules.Categories.Select(category => category.ToString().ToLowerInvariant())];

    /// <summary>Name of a member: <c>piece1</c>.</summary>
    public static string Member(string noun, int index) => noun + (index + 1).ToString(CultureInfo.InvariantCulture);

    /// <param name="pieces">How many are asked about.</param>
    /// <param name="isBounded">Whether lengths are stated; some providers refuse schemas that do.</param>
    public static AnswerForm Find(int pieces, bool isBounded) => Form("findings", Members("piece", pieces, () => Object(
        ("does", Text(DoesLetters, isBounded)),
        ("findings", List(
            Object(
                ("line", Type("integer")),
                ("quote", Text(QuoteLetters, isBounded)),
                ("kind", Choice(Kinds)),
                ("severity", Choice(Severities)),
                ("message", Text(MessageLetters, isBounded)),
                ("replacement", Text(QuoteLetters, isBounded))),
            isBounded)))));

    public static AnswerForm Judge(int claims, bool isBounded) => Form("verdicts", Members("claim", claims, () => Object(
        ("verdict", Choice(Verdicts)),
        ("line", Type("integer")),
        ("quote", Text(QuoteLetters, isBounded)),
        ("why", Text(MessageLetters, isBounded)))));

    public static AnswerForm SumUp(bool isBounded) => Form("summary", Object(("summary", Text(SummaryLetters, isBounded))));

    private static AnswerForm Form(string name, JsonObject schema)
    {
        using var document = JsonDocument.Parse(schema.ToJsonString());
        return new AnswerForm(name, document.RootElement.Clone());
    }

    private static JsonObject Members(string noun, int count, Func<JsonObject> member) =>
        Object([.. Enumerable.Range(0, count).Select(index => (Member(noun, index), (JsonNode)member()))]);

    private static JsonObject Object(params (string Name, JsonNode Schema)[] members) => new()
    {
        ["type"] = "object",
        ["properties"] = new JsonObject(members.Select(member => KeyValuePair.Create(member.Name, (JsonNode?)member.Schema))),
        ["required"] = new JsonArray([.. members.Select(member => JsonValue.Create(member.Name))]),
        ["additionalProperties"] = false,
    };

    private static JsonObject List(JsonObject item, bool isBounded)
    {
        var list = Type("array");
        list["items"] = item;
        if (isBounded)
        {
            list["maxItems"] = MostFindings;
        }

        return list;
    }

    private static JsonObject Text(int letters, bool isBounded)
    {
        var text = Type("string");
        if (isBounded)
        {
            text["maxLength"] = letters;
        }

        return text;
    }

    private static JsonObject Choice(IReadOnlyList<string> words)
    {
        var choice = Type("string");
        choice["enum"] = new JsonArray([.. words.Select(word => JsonValue.Create(word))]);
        return choice;
    }

    private static JsonObject Type(string name) => new() { ["type"] = name };
}
