using System.Globalization;
using CodeAssist.Core.Review.Findings;

namespace CodeAssist.Context.Sarif;

/// <summary>What one tool found in one run.</summary>
/// <param name="run">As it is written.</param>
/// <param name="root">Absolute path of the repository.</param>
/// <param name="written">When the report was written; null where nobody knows.</param>
internal sealed class SarifRun(SarifLog.Run run, string root, DateTimeOffset? written)
{
    private const string HashName = "sha-256";

    private readonly SarifPaths _paths = new(run, root);
    private readonly Dictionary<(string Id, Severity Severity), ReviewRule> _rules = [];

    public IEnumerable<SarifResult> Results()
    {
        var tool = run.Tool?.Driver?.Name is { Length: > 0 } name ? name : "unknown tool";
        var since = (run.Invocations ?? []).Select(invocation => Time(invocation?.StartTimeUtc) ?? Time(invocation?.EndTimeUtc)).Min() ?? written;
        foreach (var result in run.Results ?? [])
        {
            if (result is not null && IsFault(result)
                && Location(result) is { Region: { StartLine: not null } region } location
                && _paths.Of(location.ArtifactLocation) is { } path
                && Rule(result) is { } rule)
            {
                yield return new SarifResult(tool, rule, Message(result, rule), path, region, string.Equals(run.ColumnKind, "unicodeCodePoints", StringComparison.Ordinal))
                {
                    Sha256 = _paths.ArtifactOf(location.ArtifactLocation)?.Hashes?.GetValueOrDefault(HashName),
                    Since = since,
                };
            }
        }
    }

    private static DateTimeOffset? Time(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    // A result of another kind says that all is well, or that nobody knows. One that is absent was there in an earlier run.
    private static bool IsFault(SarifLog.Result result) =>
        result.Kind is null or "fail" && result.BaselineState is not "absent" && result.Suppressions?.Any(suppression => suppression?.Status is null or "accepted") is not true;

    // Where there are several, the fault is in all of them together; the first speaks.
    private static SarifLog.PhysicalLocation? Location(SarifLog.Result result) => result.Locations is [{ PhysicalLocation: { } place }, ..] ? place : null;

    private ReviewRule? Rule(SarifLog.Result result)
    {
        var descriptor = Descriptor(result);
        var id = result.RuleId ?? result.Rule?.Id ?? descriptor?.Id;
        var severity = (result.Level ?? descriptor?.DefaultConfiguration?.Level ?? "warning") switch
        {
            "error" => Severity.Error,
            "warning" => Severity.Warning,
            "note" => Severity.Note,
            _ => (Severity?)null,
        };
        if (id is not { Length: > 0 } || severity is not { } level)
        {
            return null;
        }

        if (!_rules.TryGetValue((id, level), out var rule))
        {
            var title = (descriptor?.ShortDescription?.Text ?? descriptor?.FullDescription?.Text ?? id).Trim().TrimEnd('.');
            var description = descriptor?.FullDescription?.Text ?? title;
            rule = new ReviewRule(id, title, Category(descriptor?.Properties?.Category), level, descriptor?.HelpUri is { Length: > 0 } help ? $"{description} {help}" : description);
            _rules[(id, level)] = rule;
        }

        return rule;
    }

    // "CA1000/1" is a rule within CA1000, and the rule's own entry is the nearest there is.
    private SarifLog.Descriptor? Descriptor(SarifLog.Result result)
    {
        var rules = Component(result.Rule?.ToolComponent)?.Rules ?? [];
        var id = result.RuleId ?? result.Rule?.Id;
        return (result.RuleIndex ?? result.Rule?.Index) is { } index && index >= 0 && index < rules.Count
            ? rules[index]
            : rules.FirstOrDefault(rule => id is not null && rule?.Id is not null && (string.Equals(rule.Id, id, StringComparison.Ordinal) || id.StartsWith(rule.Id + "/", StringComparison.Ordinal)));
    }

    private SarifLog.Component? Component(SarifLog.ComponentReference? reference)
    {
        var extensions = run.Tool?.Extensions ?? [];
        return reference switch
        {
            { Index: { } index } when index >= 0 && index < extensions.Count => extensions[index],
            { Name: { } name } => extensions.FirstOrDefault(extension => string.Equals(extension?.Name, name, StringComparison.Ordinal)) ?? run.Tool?.Driver,
            _ => run.Tool?.Driver,
        };
    }

    private string Message(SarifLog.Result result, ReviewRule rule)
    {
        var text = result.Message?.Text ?? (result.Message?.Id is { } id ? Descriptor(result)?.MessageStrings?.GetValueOrDefault(id)?.Text : null) ?? rule.Title;
        var arguments = result.Message?.Arguments ?? [];
        for (var index = 0; index < arguments.Count; index++)
        {
            text = text.Replace(FormattableString.Invariant($"{{{index}}}"), arguments[index], StringComparison.Ordinal);
        }

        return text.Trim();
    }

    private static FindingCategory Category(string? name) => name?.ToUpperInvariant() switch
    {
        "SECURITY" => FindingCategory.Security,
        "PERFORMANCE" => FindingCategory.Performance,
        "RELIABILITY" => FindingCategory.Reliability,
        "DESIGN" or "STYLE" or "NAMING" or "MAINTAINABILITY" or "DOCUMENTATION" => FindingCategory.Maintainability,
        _ => FindingCategory.Correctness,
    };
}
