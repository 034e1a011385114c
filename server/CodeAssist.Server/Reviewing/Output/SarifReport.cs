using System.Text.Json.Nodes;
using CodeAssist.Core.Review.Findings;
using CodeAssist.Core.Review.Memory;
using CodeAssist.Core.Review.Outcome;
using CodeAssist.Core.Text;

namespace CodeAssist.Server.Reviewing.Output;

/// <summary>A review in the Static Analysis Results Interchange Format 2.1.0 of OASIS, as code scanning and editors read it.</summary>
internal static class SarifReport
{
    /// <summary>Name and version of the way in which <see cref="Finding.Id"/> is made, as GitHub compares results by it.</summary>
    private const string Fingerprint = "codeAssistFinding/v1";

    private const string Root = "SRCROOT";

    public static JsonObject Write(ReviewResult result, string programVersion)
    {
        var rules = result.Findings.Concat(result.Dismissed.Select(entry => entry.Finding)).Select(finding => finding.Rule)
            .DistinctBy(rule => rule.Id, StringComparer.Ordinal).OrderBy(rule => rule.Id, StringComparer.Ordinal).ToList();

        return new JsonObject
        {
            ["$schema"] = "https://json.schemastore.org/sarif-2.1.0.json",
            ["version"] = "2.1.0",
            ["runs"] = new JsonArray(new JsonObject
            {
                ["tool"] = new JsonObject
                {
                    ["driver"] = new JsonObject { ["name"] = "CodeAssist", ["semanticVersion"] = programVersion, ["rules"] = Array(rules.Select(Rule)) },
                },
                ["columnKind"] = "utf16CodeUnits",
                ["originalUriBaseIds"] = new JsonObject { [Root] = new JsonObject { ["uri"] = new Uri(result.Change.Root.TrimEnd('/', '\\') + "/").AbsoluteUri } },
                ["invocations"] = new JsonArray(Invocation(result)),
                ["results"] = Array(
                [
                    .. result.Findings.Select(finding => Result(result, finding, rules)),
                    .. result.Dismissed.Select(entry => Suppressed(Result(result, entry.Finding, rules), entry.Dismissal)),
                ]),
            }),
        };
    }

    private static JsonObject Rule(ReviewRule rule) => new()
    {
        ["id"] = rule.Id,
        ["shortDescription"] = Text(rule.Title),
        ["fullDescription"] = Text(rule.Description),
        ["defaultConfiguration"] = new JsonObject { ["level"] = Level(rule.Severity) },
        ["properties"] = new JsonObject { ["tags"] = new JsonArray(Lower(rule.Category.ToString())) },
    };

    private static JsonObject Result(ReviewResult review, Finding finding, List<ReviewRule> rules)
    {
        var result = new JsonObject
        {
            ["ruleId"] = finding.Rule.Id,
            ["ruleIndex"] = rules.FindIndex(rule => string.Equals(rule.Id, finding.Rule.Id, StringComparison.Ordinal)),
            ["level"] = Level(finding.Severity),
            ["message"] = Text(finding.Message),
            ["locations"] = new JsonArray(Location(finding)),
            ["partialFingerprints"] = new JsonObject { [Fingerprint] = finding.Id },
            ["baselineState"] = review.Comparison.Novelties[finding.Id] is Novelty.Open ? "unchanged" : "new",
            ["rank"] = Math.Round(finding.Confidence * 100, 1),
            ["properties"] = new JsonObject { ["reviewer"] = finding.Reviewer, ["evidence"] = Array(finding.Evidence.Select(Evidence)) },
        };
        if (finding.Fix is { } fix)
        {
            result["fixes"] = new JsonArray(Fix(finding.Path, fix));
        }

        return result;
    }

    private static JsonObject Suppressed(JsonObject result, Dismissal dismissal)
    {
        result["suppressions"] = new JsonArray(new JsonObject { ["kind"] = "external", ["status"] = "accepted", ["justification"] = dismissal.Reason });
        return result;
    }

    private static JsonObject Location(Finding finding)
    {
        var place = new JsonObject { ["artifactLocation"] = Artifact(finding.Path) };
        if (finding.Range is { } range)
        {
            place["region"] = Region(range);
            place["region"]!["snippet"] = Text(finding.Quote);
        }

        var location = new JsonObject { ["physicalLocation"] = place };
        if (finding.Symbol is { } symbol)
        {
            location["logicalLocations"] = new JsonArray(new JsonObject { ["fullyQualifiedName"] = symbol });
        }

        return location;
    }

    private static JsonObject Fix(string path, Fix fix) => new()
    {
        ["description"] = Text(fix.Title),
        ["artifactChanges"] = new JsonArray(new JsonObject
        {
            ["artifactLocation"] = Artifact(path),
            ["replacements"] = Array(fix.Edits.Select(edit => new JsonObject { ["deletedRegion"] = Region(edit.Range), ["insertedContent"] = Text(edit.NewText) })),
        }),
    };

    private static JsonObject Invocation(ReviewResult result) => new()
    {
        ["executionSuccessful"] = result.Verdict is Verdict.Complete,
        ["toolExecutionNotifications"] = Array(result.Coverage.Where(file => !file.IsDone).SelectMany(file => file.Reasons.Select(reason => new JsonObject
        {
            ["level"] = "error",
            ["message"] = Text(reason),
            ["locations"] = file.Path.Length == 0
                ? []
                : new JsonArray(new JsonObject { ["physicalLocation"] = new JsonObject { ["artifactLocation"] = Artifact(file.Path) } }),
        }))),
    };

    private static JsonObject Artifact(string path) => new()
    {
        ["uri"] = string.Join('/', path.Split('/').Select(Uri.EscapeDataString)),
        ["uriBaseId"] = Root,
    };

    private static JsonObject Region(TextRange range)
    {
        var place = ReportedPlace.Of(range);
        return new JsonObject { ["startLine"] = place.Line, ["startColumn"] = place.Column, ["endLine"] = place.EndLine, ["endColumn"] = place.EndColumn };
    }

    private static JsonObject Evidence(Evidence evidence) => new() { ["source"] = evidence.Source, ["text"] = evidence.Text };

    private static JsonObject Text(string text) => new() { ["text"] = text };

    private static JsonArray Array(IEnumerable<JsonObject> items) => new([.. items]);

    private static string Level(Severity severity) => Lower(severity.ToString());

    private static string Lower(string text) => text.ToLowerInvariant();
}
