using System.Text.Json.Nodes;
using CodeAssist.Core.Review.Findings;
using CodeAssist.Core.Review.Outcome;

namespace CodeAssist.Server.Reviewing.Output;

/// <summary>A review as a Code Quality report of GitLab, a subset of Code Climate's format.</summary>
internal static class GitLabReport
{
    public static JsonArray Write(ReviewResult result) => new([.. result.Findings.Select(finding => new JsonObject
    {
        ["description"] = finding.Message,
        ["check_name"] = finding.Rule.Id,
        ["fingerprint"] = finding.Id,
        ["severity"] = finding.Severity switch { Severity.Error => "critical", Severity.Warning => "major", _ => "info" },
        ["location"] = new JsonObject { ["path"] = finding.Path, ["lines"] = new JsonObject { ["begin"] = (finding.Range?.Start.Line ?? 0) + 1 } },
    })]);
}
