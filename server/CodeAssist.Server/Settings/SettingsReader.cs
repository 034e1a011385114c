using System.Text.Json;

namespace CodeAssist.Server.Settings;

/// <summary>Turns JSON into settings. A bad value keeps what was there and is reported with the key, the value and what is allowed.</summary>
internal static class SettingsReader
{
    // Enough to recognise a value by; a message is no place for all of a large one.
    private const int ShownCharacters = 80;

    /// <param name="current">The settings to change.</param>
    /// <param name="section">The object below <c>codeassist</c>: nested (<c>{"model":{"path":…}}</c>) or with dotted keys.</param>
    /// <param name="source">Where it came from, for the sentences.</param>
    public static SettingsResult Read(CodeAssistSettings current, JsonElement section, SettingsSource source)
    {
        var problems = new List<string>();
        var refused = new List<string>();
        if (section.ValueKind is not JsonValueKind.Object)
        {
            return section.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined
                ? new SettingsResult(current, problems)
                : new SettingsResult(current, [$"The settings in {source.Name} are not an object. They are ignored."]);
        }

        var settings = current;
        foreach (var (key, value) in Flatten(section, prefix: ""))
        {
            settings = Apply(settings, key, value, source, problems, refused);
        }

        return new SettingsResult(settings, problems) { Refused = refused };
    }

    private static CodeAssistSettings Apply(
        CodeAssistSettings settings, string key, JsonElement value, SettingsSource source, List<string> problems, List<string> refused)
    {
        var definition = SettingsTable.All.FirstOrDefault(setting => string.Equals(setting.Key, key, StringComparison.Ordinal));
        if (definition is null)
        {
            // An editor sends its own settings of the section along; only in the user's file is a strange key a mistake.
            if (source.KnowsAll)
            {
                problems.Add($"There is no setting 'codeassist.{key}' ({source.Name}). It is ignored.");
            }

            return settings;
        }

        var isIgnored = definition.Scope is SettingScope.Guarded && !source.IsUsers;
        var changed = value.ValueKind is JsonValueKind.Null ? settings : definition.Apply(settings, value);
        if (changed is null && isIgnored)
        {
            // It would have no effect if it fitted. Where it is the user's own, the user was told when we were started with it.
            return settings;
        }

        if (changed is null)
        {
            problems.Add(
                $"codeassist.{key} cannot be {Shown(value)} ({source.Name}): it must be {definition.Allowed}. The old value stays.");
            return settings;
        }

        if (isIgnored)
        {
            // An editor sends defaults for every key it knows: only a value that somebody chose and that would change something is worth a word.
            if (!changed.SaysTheSameAs(settings) && definition.Apply(CodeAssistSettings.Default, value)?.SaysTheSameAs(CodeAssistSettings.Default) != true)
            {
                refused.Add(key);
                problems.Add(
                    $"codeassist.{key} is set by {source.Name} and ignored: it may come from a repository. Set it in {source.UserFile}.");
            }

            return settings;
        }

        return changed;
    }

    private static string Shown(JsonElement value)
    {
        var text = value.GetRawText();
        return text.Length <= ShownCharacters ? text : text[..ShownCharacters] + "…";
    }

    private static IEnumerable<(string Key, JsonElement Value)> Flatten(JsonElement section, string prefix)
    {
        foreach (var property in section.EnumerateObject())
        {
            var key = prefix + property.Name;
            var isGroup = property.Value.ValueKind is JsonValueKind.Object
                && SettingsTable.All.Any(setting => setting.Key.StartsWith(key + ".", StringComparison.Ordinal));
            if (!isGroup)
            {
                yield return (key, property.Value);
                continue;
            }

            foreach (var inner in Flatten(property.Value, key + "."))
            {
                yield return inner;
            }
        }
    }
}
