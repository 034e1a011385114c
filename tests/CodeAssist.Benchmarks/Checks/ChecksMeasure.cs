using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using CodeAssist.Context;
using CodeAssist.Context.CSharp.Checks;
using CodeAssist.Core.Review.Checks;
using CodeAssist.Core.Review.Checks.Text;
using CodeAssist.Core.Review.Findings;
using CodeAssist.Core.Review.Reviewers;
using CodeAssist.TestSupport;

namespace CodeAssist.Benchmarks.Checks;

/// <summary>What the checks of a review say of whole files, as if every line were new. Whether they are right somebody has to read.</summary>
internal static class ChecksMeasure
{
    /// <param name="folder">A folder of source code.</param>
    /// <param name="files">Paths in it, relative, with forward slashes.</param>
    /// <param name="hits">Each hit goes there on a line of its own.</param>
    public static async Task<JsonObject> RunAsync(string folder, IReadOnlyList<string> files, TextWriter hits)
    {
        var reviewer = new ChecksReviewer([.. TextChecks.All, new CSharpChecks()], []);
        Dictionary<string, int> counts = new(StringComparer.Ordinal);
        var (read, lines, gaps, time) = (0, 0, 0, TimeSpan.Zero);
        foreach (var path in files)
        {
            if (await SourceFileReader.ReadAsync(Path.Combine(folder, path), CancellationToken.None) is not SourceFileResult.Read { File: var source })
            {
                continue;
            }

            var file = ChecksRun.File(path, source.LanguageId, source.Text);
            var start = Stopwatch.GetTimestamp();
            var answer = (ReviewerAnswer.Reviewed)await reviewer.ReviewAsync(file, CancellationToken.None);
            time += Stopwatch.GetElapsedTime(start);
            (read, lines, gaps) = (read + 1, lines + file.File.New!.LineCount, gaps + answer.Gaps.Count);
            foreach (var claim in answer.Claims)
            {
                counts[claim.Rule.Id] = counts.GetValueOrDefault(claim.Rule.Id) + 1;
                await hits.WriteLineAsync(Describe(file, claim));
            }
        }

        return new JsonObject
        {
            ["files"] = read,
            ["lines"] = lines,
            ["hits"] = counts.Values.Sum(),
            ["gaps"] = gaps,
            ["ms_per_1000_lines"] = Math.Round(time.TotalMilliseconds / Math.Max(1, lines) * 1000, 2),
            ["rules"] = new JsonObject(counts.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value))),
        };
    }

    private static string Describe(FileUnderReview file, Claim claim)
    {
        var start = ((ClaimedPlace.At)claim.Place).Range.Start;
        var line = file.File.New!.Line(start.Line).Trim();
        return string.Create(CultureInfo.InvariantCulture, $"{claim.Rule.Id}\t{claim.Path}:{start.Line + 1}\t{line[..Math.Min(line.Length, 160)]}\t{claim.Message}");
    }
}
