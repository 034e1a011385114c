using System.Globalization;
using CodeAssist.Core.Review.Findings;
using CodeAssist.Core.Review.Memory;
using CodeAssist.Core.Review.Outcome;
using CodeAssist.Core.Routing;
using CodeAssist.Core.Spending;

namespace CodeAssist.Server.Reviewing.Output;

/// <summary>A review in sentences, the same in every output.</summary>
internal static class ReviewSummary
{
    /// <summary>What was found in how much: <c>2 findings (1 error, 1 warning) in 14 files. 3 files were not reviewed to the end.</c></summary>
    public static string Of(ReviewResult result)
    {
        if (result.Coverage.Count == 0 && result.Findings.Count == 0)
        {
            return "Nothing to review.";
        }

        var files = result.Coverage.Count(file => file.State is not CoverageState.Skipped && file.Path.Length > 0);
        var skipped = result.Coverage.Count(file => file.State is CoverageState.Skipped);
        var found = result.Findings.Count == 0 ? "No findings" : $"{Count(result.Findings.Count, "finding")} ({Levels(result.Findings)})";
        return string.Join(' ', new[] { $"{found} in {Count(files, "file")}{(skipped > 0 ? $", {skipped.ToString(CultureInfo.InvariantCulture)} skipped" : "")}.", Gaps(result) }.Where(part => part.Length > 0));
    }

    /// <summary>How far the review may be relied on.</summary>
    public static string Of(Verdict verdict) => verdict switch
    {
        Verdict.Complete => "Complete: every changed file was reviewed, or there is nothing to review in it.",
        Verdict.Partial => "Partial: some of it was not reviewed.",
        Verdict.Failed => "Failed: nothing was reviewed.",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>What has changed since the review before; empty where nothing is known of one.</summary>
    public static string Changes(ReviewResult result)
    {
        var novelties = result.Findings.Select(finding => result.Comparison.Novelties[finding.Id]).ToList();
        (int Count, string Word)[] parts =
        [
            (result.Comparison.Fixed.Count, "fixed"),
            (novelties.Count(novelty => novelty is Novelty.Open), "still open"),
            (novelties.Count(novelty => novelty is Novelty.New), "new"),
            (novelties.Count(novelty => novelty is Novelty.Late), "found late in unchanged code"),
            (result.Comparison.Carried.Count, "not looked at again"),
            (result.Dismissed.Count, "dismissed"),
        ];
        var told = parts.Where(part => part.Count > 0).ToList();
        return told.TrueForAll(part => part.Word is "new") ? "" : string.Join(", ", told.Select(part => string.Create(CultureInfo.InvariantCulture, $"{part.Count} {part.Word}"))) + ".";
    }

    /// <summary>Which models were asked, and what it cost: <c>small, on this machine: 6 questions, 12,345 tokens.</c> Empty where none was.</summary>
    public static string Models(ReviewResult result) => string.Join(' ', result.Models.Select(use =>
        $"{use.Model}, {Place(use.Tier)}: {Count(use.Questions, "question")}, {(use.InputTokens + use.OutputTokens).ToString("N0", CultureInfo.InvariantCulture)} tokens{Cost(use)}."));

    public static string Count(int count, string noun) => string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? "" : "s")}");

    private static string Place(Tier tier) => tier switch
    {
        Tier.Local => "on this machine",
        Tier.PrivateEndpoint => "on your own server",
        _ => "a closed model",
    };

    private static string Cost(ModelUse use) => use switch
    {
        { Tier: Tier.Local, Dollars: null or 0 } => "",
        { Dollars: { } dollars } => $", {SpendSentences.Dollars(dollars)}",
        _ => ", of a price that is not known",
    };

    private static string Levels(IReadOnlyList<Finding> findings) => string.Join(
        ", ",
        findings.GroupBy(finding => finding.Severity).OrderByDescending(group => group.Key).Select(group => Count(group.Count(), group.Key.ToString().ToLowerInvariant())));

    private static string Gaps(ReviewResult result)
    {
        var open = result.Coverage.Count(file => !file.IsDone);
        return open == 0 ? "" : $"{Count(open, "file")} {(open == 1 ? "was" : "were")} not reviewed to the end{(result.IsCancelled ? ": the review was ended" : "")}.";
    }
}
