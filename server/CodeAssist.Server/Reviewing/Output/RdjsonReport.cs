using System.Text.Json.Nodes;
using CodeAssist.Core.Review.Findings;
using CodeAssist.Core.Review.Outcome;
using CodeAssist.Core.Text;

namespace CodeAssist.Server.Reviewing.Output;

/// <summary>A review in reviewdog's own format: columns in bytes of UTF-8, from one, the end not included (its <c>proto/rdf/reviewdog.proto</c>).</summary>
internal static class RdjsonReport
{
    public static JsonObject Write(ReviewResult result)
    {
        var files = result.Change.Files.ToDictionary(file => file.Path, StringComparer.Ordinal);
        return new JsonObject
        {
            ["source"] = new JsonObject { ["name"] = "CodeAssist" },
            ["diagnostics"] = new JsonArray([.. result.Findings.Select(finding => Diagnostic(finding, files.GetValueOrDefault(finding.Path)?.New))]),
        };
    }

    private static JsonObject Diagnostic(Finding finding, DocumentSnapshot? text)
    {
        var location = new JsonObject { ["path"] = finding.Path };
        var diagnostic = new JsonObject
        {
            ["message"] = finding.Message,
            ["location"] = location,
            ["severity"] = finding.Severity switch { Severity.Error => "ERROR", Severity.Warning => "WARNING", _ => "INFO" },
            ["code"] = new JsonObject { ["value"] = finding.Rule.Id },
            ["source"] = new JsonObject { ["name"] = finding.Reviewer },
        };
        if (finding.Range is { } range)
        {
            location["range"] = Range(text!, range);
            if (finding.Fix is { } fix)
            {
                diagnostic["suggestions"] = new JsonArray([.. fix.Edits.Select(edit => new JsonObject { ["range"] = Range(text!, edit.Range), ["text"] = edit.NewText })]);
            }
        }

        return diagnostic;
    }

    private static JsonObject Range(DocumentSnapshot text, TextRange range) => new() { ["start"] = Place(text, range.Start), ["end"] = Place(text, range.End) };

    private static JsonObject Place(DocumentSnapshot text, TextPosition position) =>
        new() { ["line"] = position.Line + 1, ["column"] = ReportedPlace.Utf8Column(text, position) };
}
