using System.Globalization;
using CodeAssist.Context;
using CodeAssist.Core.Review.Findings;
using CodeAssist.Core.Review.Outcome;

namespace CodeAssist.Server.Features.Review;

/// <summary>
/// Whether an editor has the text that was reviewed. Of what is staged, and of a commit, it often has a later one: a line there must not be marked for what was said of another.
/// </summary>
internal static class EditorTexts
{
    /// <param name="result">A review.</param>
    /// <param name="open">What the editor has open, by absolute path; what it has not, it reads from the disk.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The review with findings on other texts as findings on their files.</returns>
    public static async Task<ReviewResult> FitAsync(ReviewResult result, IReadOnlyDictionary<string, string> open, CancellationToken cancellationToken)
    {
        var reviewed = result.Change.Files.Where(file => file.New is not null).ToDictionary(file => file.Path, file => file.New!.Text, StringComparer.Ordinal);
        var elsewhere = new HashSet<string>(StringComparer.Ordinal);
        foreach (var path in result.Findings.Where(finding => finding.Range is not null).Select(finding => finding.Path).Distinct(StringComparer.Ordinal))
        {
            if (!IsSame(reviewed[path], await TextAsync(Path.GetFullPath(path, result.Change.Root), open, cancellationToken)))
            {
                elsewhere.Add(path);
            }
        }

        return elsewhere.Count == 0 ? result : result with { Findings = [.. result.Findings.Select(finding => elsewhere.Contains(finding.Path) ? OfFile(finding) : finding)] };
    }

    private static Finding OfFile(Finding finding) => finding.Range is not { } range ? finding : finding with
    {
        Range = null,
        Fix = null,
        Message = string.Create(CultureInfo.InvariantCulture, $"{finding.Message} (Line {range.Start.Line + 1} of what was reviewed; the text here is another.)"),
    };

    private static async Task<string?> TextAsync(string path, IReadOnlyDictionary<string, string> open, CancellationToken cancellationToken) =>
        open.TryGetValue(path, out var text) ? text : await SourceFileReader.ReadAsync(path, cancellationToken) is SourceFileResult.Read { File.Text: var disk } ? disk : null;

    // Line breaks move no line.
    private static bool IsSame(string reviewed, string? here) =>
        here is not null && string.Equals(reviewed.ReplaceLineEndings("\n"), here.ReplaceLineEndings("\n"), StringComparison.Ordinal);
}
