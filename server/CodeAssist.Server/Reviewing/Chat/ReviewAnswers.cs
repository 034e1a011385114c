using System.Globalization;
using System.Text.Json;
using CodeAssist.Core.Review.Chat;
using CodeAssist.Core.Review.Findings;

namespace CodeAssist.Server.Reviewing.Chat;

/// <summary>Reads what models answer. All of it is in the form that was asked for, or none of it counts.</summary>
internal static class ReviewAnswers
{
    private const string Fence = "```";

    /// <summary>Longer texts no form allows; somebody is rambling.</summary>
    private const int LongestText = 4_000;

    public static ModelAnswer<IReadOnlyList<UnitReading>> Findings(string text, int pieces) =>
        Read<IReadOnlyList<UnitReading>>(text, root => [.. Enumerable.Range(0, pieces).Select(index => Reading(Member(root, ReviewForms.Member("piece", index))))]);

    public static ModelAnswer<IReadOnlyList<ModelVerdict>> Verdicts(string text, int claims) =>
        Read<IReadOnlyList<ModelVerdict>>(text, root => [.. Enumerable.Range(0, claims).Select(index => Verdict(Member(root, ReviewForms.Member("claim", index))))]);

    public static ModelAnswer<string> Summary(string text) => Read(text, root => Text(root, "summary"));

    private static ModelAnswer<T> Read<T>(string text, Func<JsonElement, T> read)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return new ModelAnswer<T>.Unusable("The answer was empty.");
        }

        try
        {
            using var document = JsonDocument.Parse(Bare(text));
            return new ModelAnswer<T>.Read(read(document.RootElement));
        }
        catch (JsonException exception)
        {
            return new ModelAnswer<T>.Unusable($"The answer was no JSON: {exception.Message}");
        }
        catch (FormatException exception)
        {
            return new ModelAnswer<T>.Unusable($"The answer was not in the form that was asked for: {exception.Message}.");
        }
    }

    /// <summary>Models that no schema holds like to put a fence around their JSON.</summary>
    private static string Bare(string text)
    {
        var bare = text.Trim();
        if (!bare.StartsWith(Fence, StringComparison.Ordinal) || !bare.EndsWith(Fence, StringComparison.Ordinal))
        {
            return bare;
        }

        var start = bare.IndexOf('\n', StringComparison.Ordinal);
        return start < 0 ? bare : bare[start..^Fence.Length];
    }

    private static UnitReading Reading(JsonElement piece)
    {
        var findings = Member(piece, "findings");
        return findings.ValueKind is JsonValueKind.Array
            ? new UnitReading(OneLine(Text(piece, "does")), [.. findings.EnumerateArray().Select(Claim)])
            : throw new FormatException("'findings' is no list");
    }

    private static ModelClaim Claim(JsonElement finding) => new(
        Line(finding),
        Text(finding, "quote"),
        ModelRules.Categories[Choice(finding, "kind", ReviewForms.Kinds)],
        Choice(finding, "severity", ReviewForms.Severities) switch
        {
            0 => Severity.Error,
            1 => Severity.Warning,
            _ => Severity.Note,
        },
        OneLine(Text(finding, "message")) is { Length: > 0 } message ? message : throw new FormatException("'message' is empty"),
        Text(finding, "replacement") is var replacement && replacement.Any(letter => letter is not ('\t' or '\n' or '\r') && IsHidden(letter)) ? "" : replacement);

    private static ModelVerdict Verdict(JsonElement claim) => new(
        Choice(claim, "verdict", ReviewForms.Verdicts) switch
        {
            0 => ModelVerdictKind.Stands,
            1 => ModelVerdictKind.Minor,
            _ => ModelVerdictKind.Wrong,
        },
        Line(claim),
        Text(claim, "quote"),
        OneLine(Text(claim, "why")));

    private static JsonElement Member(JsonElement holder, string name) =>
        holder.ValueKind is JsonValueKind.Object && holder.TryGetProperty(name, out var member) ? member : throw new FormatException($"'{name}' is missing");

    private static string Text(JsonElement holder, string name) =>
        Member(holder, name) is { ValueKind: JsonValueKind.String } text && text.GetString() is { Length: <= LongestText } value ? value : throw new FormatException($"'{name}' is no text, or a very long one");

    /// <summary>People count lines from one. What is no line of any file stays none.</summary>
    private static int Line(JsonElement holder) =>
        Member(holder, "line") is { ValueKind: JsonValueKind.Number } line ? (line.TryGetInt32(out var number) && number > 0 ? number - 1 : -1) : throw new FormatException("'line' is no number");

    private static int Choice(JsonElement holder, string name, IReadOnlyList<string> words)
    {
        var word = Text(holder, name);
        for (var index = 0; index < words.Count; index++)
        {
            if (string.Equals(words[index], word, StringComparison.OrdinalIgnoreCase))
            {
                return index;
            }
        }

        throw new FormatException($"'{name}' is none of {string.Join(", ", words)}");
    }

    /// <summary>For people, on whose terminals and pages nothing hidden is to come alive.</summary>
    private static string OneLine(string text) => string.Join(
        ' ', new string([.. text.Where(letter => char.IsWhiteSpace(letter) || !IsHidden(letter))]).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static bool IsHidden(char letter) => char.GetUnicodeCategory(letter) is UnicodeCategory.Control or UnicodeCategory.Format;
}
