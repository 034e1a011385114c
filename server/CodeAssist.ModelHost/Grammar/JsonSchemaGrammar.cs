using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;

namespace CodeAssist.ModelHost.Grammar;

/// <summary>Makes of a JSON schema the grammar of texts that obey it.</summary>
/// <remarks>
/// Of JSON Schema 2020-12 the part that answers of models need. Properties come in the order of the schema, none but those; every
/// repetition has an end, so that every text has. What is no part of this is an error that names it: a schema is obeyed as a whole or
/// refused, never in parts. Pure.
/// </remarks>
internal sealed class JsonSchemaGrammar
{
    /// <summary>Most characters of a string whose schema does not say.</summary>
    public const int UsualLength = 1_000;

    /// <summary>Most elements of an array whose schema does not say.</summary>
    public const int UsualItems = 100;

    private const int MostDepth = 64;
    private const int MostProperties = 64;
    private const int MostValues = 128;

    // Ways in which the text so far may be read: what llama.cpp follows in parallel.
    private const int MostWays = 64;

    private static readonly string[] _annotations =
        ["$schema", "$comment", "title", "description", "default", "examples", "deprecated", "readOnly", "writeOnly"];

    private static readonly Dictionary<string, string[]> _keywords = new(StringComparer.Ordinal)
    {
        ["object"] = ["properties", "required", "additionalProperties"],
        ["array"] = ["items", "minItems", "maxItems"],
        ["string"] = ["minLength", "maxLength"],
        ["integer"] = [],
        ["number"] = [],
        ["boolean"] = [],
        ["null"] = [],
    };

    private readonly GrammarRules _rules = new();
    private readonly Dictionary<string, JsonElement> _definitions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _defined = new(StringComparer.Ordinal);
    private readonly HashSet<string> _open = new(StringComparer.Ordinal);

    // By the name of a rule; one where there is none.
    private readonly Dictionary<string, int> _ways = new(StringComparer.Ordinal);

    private JsonSchemaGrammar()
    {
    }

    /// <param name="schema">The schema as text.</param>
    /// <param name="grammar">In GBNF, with a rule named <c>root</c>.</param>
    /// <param name="problem">What is wrong with the schema and where, as the end of a sentence.</param>
    public static bool TryConvert(string schema, [NotNullWhen(true)] out string? grammar, [NotNullWhen(false)] out string? problem)
    {
        (grammar, problem) = (null, null);
        try
        {
            using var json = JsonDocument.Parse(schema, new JsonDocumentOptions { AllowDuplicateProperties = false });
            grammar = new JsonSchemaGrammar().Convert(json.RootElement);
        }
        catch (JsonSchemaException exception)
        {
            problem = exception.Message;
        }
        catch (JsonException exception)
        {
            problem = $"it is no JSON: {exception.Message}";
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair is only found when the text is read.
            problem = "a text in it is no Unicode";
        }

        return grammar is not null;
    }

    private string Convert(JsonElement root)
    {
        if (root.ValueKind is JsonValueKind.Object)
        {
            foreach (var section in root.EnumerateObject().Where(property => property.Name is "$defs" or "definitions"))
            {
                Require(section.Value.ValueKind is JsonValueKind.Object, SchemaPlace.Root.At(section.Name), "is no object");
                foreach (var definition in section.Value.EnumerateObject())
                {
                    _definitions[$"#/{section.Name}/{definition.Name}"] = definition.Value;
                }
            }
        }

        return _rules.ToGrammar(Rule(root, SchemaPlace.Root));
    }

    private string Rule(JsonElement schema, SchemaPlace place)
    {
        Require(schema.ValueKind is JsonValueKind.Object, place, "is no object");
        Require(place.Depth <= MostDepth, place, $"lies more than {MostDepth} levels deep");
        return schema switch
        {
            _ when Find(schema, "$ref") is { } reference => Reference(Only(schema, place, "$ref"), reference, place),
            _ when Find(schema, "const") is { } value => Values(Only(schema, place, "const", "type"), [value], place.At("const")),
            _ when Find(schema, "enum") is { } values => Values(Only(schema, place, "enum", "type"), Elements(values, place.At("enum"), MostValues), place.At("enum")),
            _ when Find(schema, "anyOf") is { } choices => AnyOf(Only(schema, place, "anyOf"), Elements(choices, place.At("anyOf"), MostWays), place.At("anyOf")),
            _ => Typed(schema, place),
        };
    }

    private string Reference(JsonElement schema, JsonElement reference, SchemaPlace place)
    {
        var target = Text(reference, place.At("$ref"));
        Require(_definitions.TryGetValue(target, out var definition), place, $"refers to '{Shorten(target)}'; only what stands in $defs of the schema itself can be referred to");
        Require(_open.Add(target), place, $"refers to '{Shorten(target)}' within itself; recursion has no end");
        if (!_defined.TryGetValue(target, out var rule))
        {
            rule = _defined[target] = Rule(definition, place.Inside(target));
        }

        _open.Remove(target);
        return rule;
    }

    private string Values(JsonElement schema, IReadOnlyList<JsonElement> values, SchemaPlace place)
    {
        var types = Find(schema, "type") is { } type ? Types(type, place) : null;
        return _rules.Add(string.Join(" | ", values.Select(value =>
        {
            Require(value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array), place, "holds more than texts, numbers, true, false and null");
            Require(types is null || types.Any(name => IsOf(value, name)), place, "holds a value of another type than its schema says");
            return GrammarRules.Literal(value.ValueKind is JsonValueKind.String ? Quoted(value.GetString()!) : value.GetRawText());
        })));
    }

    private string AnyOf(JsonElement schema, IReadOnlyList<JsonElement> choices, SchemaPlace place) =>
        OneOf([.. choices.Select((choice, i) => Rule(choice, place.At(i)))], place);

    private string OneOf(IReadOnlyList<string> rules, SchemaPlace place)
    {
        var ways = rules.Sum(Ways);
        Require(ways <= MostWays, place, "leaves too many ways open: fewer alternatives, or fewer in one another");
        var rule = rules.Count == 1 ? rules[0] : _rules.Add(string.Join(" | ", rules));
        _ways[rule] = ways;
        return rule;
    }

    private int Ways(string rule) => _ways.GetValueOrDefault(rule, 1);

    private string Typed(JsonElement schema, SchemaPlace place)
    {
        var type = Find(schema, "type");
        if (type is null)
        {
            Only(schema, place, "type");
            throw Problem(place, "does not say which type it is");
        }

        var types = Types(type.Value, place);
        Only(schema, place, [.. types.SelectMany(name => _keywords[name]), "type"]);
        return OneOf([.. types.Select(name => name switch
        {
            "object" => Object(schema, place),
            "array" => Array(schema, place),
            "string" => String(schema, place),
            _ => name,
        })], place);
    }

    private string String(JsonElement schema, SchemaPlace place)
    {
        var (least, most) = Bounds(schema, "minLength", "maxLength", UsualLength, place);
        return most == 0 ? _rules.Add("\"\\\"\\\"\"") : _rules.Add($"\"\\\"\" char{{{least},{most}}} \"\\\"\"", most);
    }

    private string Array(JsonElement schema, SchemaPlace place)
    {
        var (least, most) = Bounds(schema, "minItems", "maxItems", UsualItems, place);
        Require(Find(schema, "items") is not null, place, "does not say what its items are");
        var item = Rule(Find(schema, "items")!.Value, place.At("items"));
        var further = most < 2 ? "" : $" ( ws \",\" ws {item} ){{{Math.Max(0, least - 1)},{most - 1}}}";
        var rule = most == 0 ? _rules.Add("\"[\" ws \"]\"")
            : least == 0 ? _rules.Add($"\"[\" ws ( {item}{further} ws )? \"]\"", most)
            : _rules.Add($"\"[\" ws {item}{further} ws \"]\"", most);
        _ways[rule] = Ways(item);
        return rule;
    }

    private string Object(JsonElement schema, SchemaPlace place)
    {
        Require(Find(schema, "additionalProperties") is null or { ValueKind: JsonValueKind.False }, place.At("additionalProperties"), "can only be false");
        var properties = Properties(schema, place);
        var required = Required(schema, properties, place);
        if (properties.Count == 0)
        {
            return _rules.Add("\"{\" ws \"}\"");
        }

        // From the last to the first: what may follow a property, with a comma before it, and what may follow where none has come yet.
        var (behind, first, ways) = ("", "", 1);
        foreach (var property in Enumerable.Reverse(properties))
        {
            var value = Rule(property.Value, place.At("properties").At(property.Name));
            ways = Math.Max(ways, Ways(value));
            var member = $"{GrammarRules.Literal(Quoted(property.Name))} ws \":\" ws {value}";
            var isRequired = required.Contains(property.Name);
            first = _rules.Add(isRequired || first.Length == 0 ? $"{member} {behind}" : $"{member} {behind} | {first}");
            behind = _rules.Add(
                isRequired ? $"ws \",\" ws {member} {behind}"
                : behind.Length == 0 ? $"( ws \",\" ws {member} )?"
                : $"ws \",\" ws {member} {behind} | {behind}");
        }

        var rule = _rules.Add(required.Count == 0 ? $"\"{{\" ws ( {first} ws )? \"}}\"" : $"\"{{\" ws {first} ws \"}}\"");
        _ways[rule] = ways;
        return rule;
    }

    private static List<JsonProperty> Properties(JsonElement schema, SchemaPlace place)
    {
        if (Find(schema, "properties") is not { } properties)
        {
            return [];
        }

        Require(properties.ValueKind is JsonValueKind.Object, place.At("properties"), "is no object");
        var all = properties.EnumerateObject().ToList();
        Require(all.Count <= MostProperties, place.At("properties"), $"has {all.Count} properties; {MostProperties} are the most");
        return all;
    }

    private static HashSet<string> Required(JsonElement schema, List<JsonProperty> properties, SchemaPlace place)
    {
        var required = new HashSet<string>(StringComparer.Ordinal);
        if (Find(schema, "required") is { } names)
        {
            Require(names.ValueKind is JsonValueKind.Array, place.At("required"), "is no list");
            required.UnionWith(names.EnumerateArray().Select(name => Text(name, place.At("required"))));
        }

        var unknown = required.Except(properties.Select(property => property.Name), StringComparer.Ordinal).FirstOrDefault();
        Require(unknown is null, place.At("required"), $"names '{Shorten(unknown ?? "")}', which is none of the properties");
        return required;
    }

    private static (int Least, int Most) Bounds(JsonElement schema, string leastName, string mostName, int usual, SchemaPlace place)
    {
        var least = Bound(schema, leastName, place) ?? 0;
        var most = Bound(schema, mostName, place) ?? Math.Max(usual, least);
        Require(least <= most, place.At(leastName), $"is greater than {mostName}");
        return (least, most);
    }

    private static int? Bound(JsonElement schema, string name, SchemaPlace place)
    {
        if (Find(schema, name) is not { } value)
        {
            return null;
        }

        Require(
            value.ValueKind is JsonValueKind.Number && value.TryGetInt32(out var bound) && bound is >= 0 and <= GrammarRules.MostRepetitions,
            place.At(name),
            string.Create(CultureInfo.InvariantCulture, $"is no number of 0 to {GrammarRules.MostRepetitions}"));
        return value.GetInt32();
    }

    private static List<string> Types(JsonElement type, SchemaPlace place)
    {
        var names = type.ValueKind is JsonValueKind.Array ? Elements(type, place.At("type"), _keywords.Count) : [type];
        return [.. names.Select(name =>
        {
            var text = Text(name, place.At("type"));
            Require(_keywords.ContainsKey(text), place.At("type"), $"is '{Shorten(text)}', which JSON does not have");
            return text;
        }).Distinct(StringComparer.Ordinal)];
    }

    private static bool IsOf(JsonElement value, string type) => type switch
    {
        "string" => value.ValueKind is JsonValueKind.String,
        "number" => value.ValueKind is JsonValueKind.Number,
        "integer" => value.ValueKind is JsonValueKind.Number && value.TryGetInt64(out _),
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        _ => value.ValueKind is JsonValueKind.Null && type is "null",
    };

    private static List<JsonElement> Elements(JsonElement list, SchemaPlace place, int most)
    {
        Require(list.ValueKind is JsonValueKind.Array && list.GetArrayLength() is var count && count >= 1 && count <= most, place, $"is no list of 1 to {most}");
        return [.. list.EnumerateArray()];
    }

    // Whatever says something of the text must be known, or the text would not obey it.
    private static JsonElement Only(JsonElement schema, SchemaPlace place, params IReadOnlyList<string> known)
    {
        foreach (var name in schema.EnumerateObject().Select(property => property.Name))
        {
            var isKnown = known.Contains(name, StringComparer.Ordinal) || _annotations.Contains(name, StringComparer.Ordinal) || (place.Depth == 0 && name is "$defs" or "definitions" or "$id");
            Require(isKnown, place, $"says '{Shorten(name)}', which is not supported {(known is ["type"] ? "without a type" : $"beside {string.Join(", ", known)}")}");
        }

        return schema;
    }

    private static JsonElement? Find(JsonElement schema, string name) => schema.TryGetProperty(name, out var value) ? value : null;

    private static string Text(JsonElement value, SchemaPlace place)
    {
        Require(value.ValueKind is JsonValueKind.String, place, "is no text");
        return value.GetString()!;
    }

    // As models write it: what JSON does not force to be escaped is not.
    private static string Quoted(string text) => $"\"{JsonEncodedText.Encode(text, System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";

    private static string Shorten(string text) => text.Length <= 60 ? text : text[..60] + "…";

    private static void Require([DoesNotReturnIf(false)] bool holds, SchemaPlace place, string problem)
    {
        if (!holds)
        {
            throw Problem(place, problem);
        }
    }

    private static JsonSchemaException Problem(SchemaPlace place, string problem) => new($"{Shorten(place.Path)} {problem}");
}
