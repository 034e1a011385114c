using System.Text.Json;

namespace CodeAssist.Server.Settings;

/// <summary>One setting: its name, its meaning and how a JSON value becomes part of the settings.</summary>
/// <param name="Key">Name below <c>codeassist</c>: <c>completion.enabled</c>.</param>
/// <param name="Scope">Who may set it.</param>
/// <param name="Type">JSON type, for the generated pages.</param>
/// <param name="Allowed">The values allowed, in words for people.</param>
/// <param name="Description">What it does; the documentation is generated from it.</param>
/// <param name="Default">The default, as JSON.</param>
/// <param name="Apply">The settings with this value, or null when the value does not fit.</param>
internal sealed record SettingDefinition(
    string Key,
    SettingScope Scope,
    string Type,
    string Allowed,
    string Description,
    string Default,
    Func<CodeAssistSettings, JsonElement, CodeAssistSettings?> Apply)
{
    /// <summary>The smallest and the largest number allowed; null for what is not a number.</summary>
    public (int Least, int Most)? Range { get; private init; }

    /// <summary>Every text allowed; empty where any is.</summary>
    public IReadOnlyList<string> Choices { get; private init; } = [];

    public static SettingDefinition Boolean(
        string key, SettingScope scope, string description, Func<CodeAssistSettings, bool> get, Func<CodeAssistSettings, bool, CodeAssistSettings> set) =>
        new(
            key,
            scope,
            "boolean",
            "true or false",
            description,
            get(CodeAssistSettings.Default) ? "true" : "false",
            (settings, value) => value.ValueKind is JsonValueKind.True or JsonValueKind.False ? set(settings, value.GetBoolean()) : null);

    public static SettingDefinition Integer(
        string key, SettingScope scope, string description, int least, int most, Func<CodeAssistSettings, int> get, Func<CodeAssistSettings, int, CodeAssistSettings> set) =>
        new(
            key,
            scope,
            "integer",
            $"a whole number from {least} to {most}",
            description,
            get(CodeAssistSettings.Default).ToString(System.Globalization.CultureInfo.InvariantCulture),
            (settings, value) => value.ValueKind is JsonValueKind.Number && value.TryGetInt32(out var number) && number >= least && number <= most
                ? set(settings, number)
                : null)
        {
            Range = (least, most),
        };

    public static SettingDefinition AbsolutePath(
        string key, SettingScope scope, string description, Func<CodeAssistSettings, string, CodeAssistSettings> set) =>
        new(
            key,
            scope,
            "string",
            "an absolute path, or empty",
            description,
            "\"\"",
            (settings, value) => value.ValueKind is JsonValueKind.String && value.GetString() is { } text
                && (text.Length == 0 || Path.IsPathFullyQualified(text))
                ? set(settings, text)
                : null);

    /// <summary>An address that something may be sent to, and therefore guarded.</summary>
    public static SettingDefinition Address(
        string key, string description, string allowed, Func<string, bool> isAddress, Func<CodeAssistSettings, string, CodeAssistSettings> set) =>
        new(
            key,
            SettingScope.Guarded,
            "string",
            allowed,
            description,
            "\"\"",
            (settings, value) => value.ValueKind is JsonValueKind.String && value.GetString() is { } text && (text.Length == 0 || isAddress(text))
                ? set(settings, text)
                : null);

    /// <summary>The name of something that is known elsewhere, such as a model.</summary>
    public static SettingDefinition Name(
        string key, SettingScope scope, string description, Func<CodeAssistSettings, string, CodeAssistSettings> set) =>
        new(
            key,
            scope,
            "string",
            "a name, or empty",
            description,
            "\"\"",
            (settings, value) => value.ValueKind is JsonValueKind.String ? set(settings, value.GetString()!.Trim()) : null);

    /// <summary>An amount of money that may be spent, and therefore guarded.</summary>
    public static SettingDefinition Dollars(string key, string description, Func<CodeAssistSettings, decimal, CodeAssistSettings> set) =>
        new(
            key,
            SettingScope.Guarded,
            "number",
            "US dollars, 0 or more",
            description,
            "0",
            (settings, value) => value.ValueKind is JsonValueKind.Number && value.TryGetDecimal(out var dollars) && dollars >= 0 ? set(settings, dollars) : null);

    public static SettingDefinition TextList(
        string key, SettingScope scope, string description, Func<CodeAssistSettings, IReadOnlyList<string>, CodeAssistSettings> set) =>
        new(
            key,
            scope,
            "array",
            "a list of strings",
            description,
            "[]",
            (settings, value) => value.ValueKind is JsonValueKind.Array && value.EnumerateArray().All(item => item.ValueKind is JsonValueKind.String)
                ? set(settings, [.. value.EnumerateArray().Select(item => item.GetString()!)])
                : null);

    /// <summary>An object whose values are all of a choice: <c>{ "async-void": "off" }</c>.</summary>
    public static SettingDefinition ChoiceMap<TEnum>(
        string key, SettingScope scope, string description, Func<CodeAssistSettings, IReadOnlyDictionary<string, TEnum>, CodeAssistSettings?> set)
        where TEnum : struct, Enum =>
        new(
            key,
            scope,
            "object",
            "an object whose values are each one of " + string.Join(", ", NamesOf<TEnum>()),
            description,
            "{}",
            (settings, value) => value.ValueKind is JsonValueKind.Object && value.EnumerateObject().All(entry => Parse<TEnum>(entry.Value) is not null)
                ? set(settings, value.EnumerateObject().DistinctBy(entry => entry.Name, StringComparer.Ordinal)
                    .ToDictionary(entry => entry.Name, entry => Parse<TEnum>(entry.Value)!.Value, StringComparer.Ordinal))
                : null)
        {
            Choices = [.. NamesOf<TEnum>()],
        };

    /// <summary>An object whose names are all of one choice and whose values are all of another: <c>{ "fix": "never" }</c>.</summary>
    public static SettingDefinition ChoiceMap<TKey, TEnum>(
        string key, SettingScope scope, string description, Func<CodeAssistSettings, IReadOnlyDictionary<TKey, TEnum>, CodeAssistSettings> set)
        where TKey : struct, Enum
        where TEnum : struct, Enum =>
        ChoiceMap<TEnum>(
            key,
            scope,
            description,
            (settings, value) => value.Keys.All(name => Parse<TKey>(name) is not null)
                ? set(settings, value.ToDictionary(entry => Parse<TKey>(entry.Key)!.Value, entry => entry.Value))
                : null) with
        {
            Allowed = $"an object with {string.Join(", ", NamesOf<TKey>())}, each one of {string.Join(", ", NamesOf<TEnum>())}",
        };

    public static SettingDefinition Choice<TEnum>(
        string key, SettingScope scope, string description, Func<CodeAssistSettings, TEnum> get, Func<CodeAssistSettings, TEnum, CodeAssistSettings> set)
        where TEnum : struct, Enum =>
        new(
            key,
            scope,
            "string",
            "one of " + string.Join(", ", NamesOf<TEnum>()),
            description,
            $"\"{JsonNamingPolicy.CamelCase.ConvertName(get(CodeAssistSettings.Default).ToString())}\"",
            (settings, value) => Parse<TEnum>(value) is { } chosen ? set(settings, chosen) : null)
        {
            Choices = [.. NamesOf<TEnum>()],
        };

    private static TEnum? Parse<TEnum>(JsonElement value)
        where TEnum : struct, Enum =>
        value.ValueKind is JsonValueKind.String ? Parse<TEnum>(value.GetString()!) : null;

    private static TEnum? Parse<TEnum>(string text)
        where TEnum : struct, Enum =>
        Enum.GetNames<TEnum>().FirstOrDefault(name => IsNamed(text, name)) is { } found ? Enum.Parse<TEnum>(found) : null;

    private static IEnumerable<string> NamesOf<TEnum>()
        where TEnum : struct, Enum => Enum.GetNames<TEnum>().Select(JsonNamingPolicy.CamelCase.ConvertName);

    private static bool IsNamed(string value, string name) =>
        string.Equals(value, JsonNamingPolicy.CamelCase.ConvertName(name), StringComparison.Ordinal);
}
