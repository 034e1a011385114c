using System.Globalization;
using System.Text;
using CodeAssist.Core.Review.Findings;
using CodeAssist.Core.Review.Outcome;

namespace CodeAssist.Server.Reviewing.Output;

/// <summary>A review as a page or as a comment on a merge request.</summary>
/// <remarks>Whatever comes from the code stands in code spans and fences that it cannot end, so that no link, picture or mention of it comes alive.</remarks>
internal static class MarkdownReport
{
    public static string Write(ReviewResult result)
    {
        var page = new StringBuilder();
        page.Append("## Review of ").Append(Code(result.Change.Subject)).Append("\n\n");
        page.Append("**").Append(ReviewSummary.Of(result)).Append("** ").Append(ReviewSummary.Of(result.Verdict)).Append('\n');
        foreach (var line in result.ChangeSummary.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            page.Append('\n').Append(Escaped(line)).Append('\n');
        }

        if (ReviewSummary.Changes(result) is { Length: > 0 } changes)
        {
            page.Append("\nSince the review before: ").Append(changes).Append('\n');
        }

        foreach (var notice in result.Change.Notices)
        {
            page.Append("\n> ").Append(notice).Append('\n');
        }

        foreach (var file in result.Findings.GroupBy(finding => finding.Path, StringComparer.Ordinal))
        {
            page.Append("\n### ").Append(Code(file.Key)).Append("\n\n");
            foreach (var finding in file)
            {
                Append(page, finding);
            }
        }

        AppendCarried(page, result);
        AppendCoverage(page, result);
        AppendReviewers(page, result);
        return page.ToString();
    }

    /// <summary>A code span that its own text cannot end.</summary>
    public static string Code(string text)
    {
        var fence = Fence(text, 1);
        var line = text.ReplaceLineEndings(" ");
        var apart = line.StartsWith('`') || line.EndsWith('`') ? " " : "";
        return line.Length == 0 ? "" : $"{fence}{apart}{line}{apart}{fence}";
    }

    private static void Append(StringBuilder page, Finding finding)
    {
        var line = finding.Range is { } range ? $"line {Number(range.Start.Line + 1)}" : "the whole file";
        page.Append(CultureInfo.InvariantCulture, $"- **{finding.Severity}**, {line}: {Escaped(finding.Message)} ({Code(finding.Rule.Id)}, {finding.Reviewer}, {Code(finding.Id[..8])})\n");
        if (finding.Quote.Length > 0 && finding.Range is not null)
        {
            // A long quote is somebody's method; its first lines say which.
            const int MostLines = 6;
            var lines = finding.Quote.ReplaceLineEndings("\n").Split('\n');
            var fence = Fence(finding.Quote, 3);
            page.Append("\n  ").Append(fence).Append('\n');
            foreach (var quoted in lines.Take(MostLines))
            {
                page.Append("  ").Append(quoted).Append('\n');
            }

            page.Append("  ").Append(fence).Append('\n');
        }

        foreach (var evidence in finding.Evidence)
        {
            page.Append("\n  ").Append(Code(evidence.Source)).Append(": ").Append(Escaped(evidence.Text)).Append('\n');
        }

        if (finding.Fix is { } fix)
        {
            page.Append("\n  Fix: ").Append(Escaped(fix.Title)).Append(".\n");
        }

        page.Append('\n');
    }

    private static void AppendCarried(StringBuilder page, ReviewResult result)
    {
        if (result.Comparison.Carried.Count > 0)
        {
            page.Append("\n### Found before, not looked at again\n\n");
        }

        foreach (var carried in result.Comparison.Carried)
        {
            page.Append(CultureInfo.InvariantCulture, $"- **{carried.Severity}**, {Code(carried.Path)}: {Escaped(carried.Message)} ({Code(carried.Rule)})\n");
        }
    }

    private static void AppendCoverage(StringBuilder page, ReviewResult result)
    {
        var untold = result.Coverage.Where(file => file.State is not CoverageState.Reviewed).ToList();
        var reviewed = result.Coverage.Count - untold.Count;
        page.Append(CultureInfo.InvariantCulture, $"\n### Coverage\n\n{ReviewSummary.Count(reviewed, "file")} of {result.Coverage.Count} reviewed.\n");
        if (untold.Count == 0)
        {
            return;
        }

        page.Append("\n| File | | Why |\n|---|---|---|\n");
        foreach (var file in untold)
        {
            page.Append("| ").Append(InTable(Code(file.Path.Length == 0 ? "all" : file.Path))).Append(" | ").Append(file.State.ToString().ToLowerInvariant())
                .Append(" | ").Append(InTable(Escaped(string.Join(' ', file.Reasons)))).Append(" |\n");
        }
    }

    private static void AppendReviewers(StringBuilder page, ReviewResult result)
    {
        page.Append("\nReviewers: ").AppendJoin(", ", result.Reviewers).Append(".\n");
        if (ReviewSummary.Models(result) is { Length: > 0 } models)
        {
            page.Append("Models: ").Append(Escaped(models)).Append('\n');
        }

        foreach (var silent in result.Silent)
        {
            page.Append("Silent: ").Append(silent.Reviewer).Append(". ").Append(silent.Why).Append('\n');
        }
    }

    private static string Fence(string text, int least)
    {
        var longest = 0;
        var run = 0;
        foreach (var character in text)
        {
            run = character == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return new string('`', Math.Max(least, longest + 1));
    }

    /// <summary>Text of ours and of other tools: nothing in it is markup.</summary>
    private static string Escaped(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var character in text.ReplaceLineEndings(" "))
        {
            if (character is '\\' or '`' or '*' or '_' or '[' or ']' or '<' or '>' or '!' or '#' or '|' or '&')
            {
                escaped.Append('\\');
            }

            // A mention of somebody notifies them.
            escaped.Append(character is '@' ? "@\u200b" : character);
        }

        return escaped.ToString();
    }

    private static string InTable(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).Replace("\\\\|", "\\|", StringComparison.Ordinal);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
