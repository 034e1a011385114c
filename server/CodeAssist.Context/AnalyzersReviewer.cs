using System.Globalization;
using CodeAssist.Context.CSharp.Analyzers;
using CodeAssist.Context.CSharp.Checks;
using CodeAssist.Context.Sarif;
using CodeAssist.Core.Review.Changes;
using CodeAssist.Core.Review.Checks;
using CodeAssist.Core.Review.Findings;
using CodeAssist.Core.Review.Reviewers;
using CodeAssist.Core.Text;

namespace CodeAssist.Context;

/// <summary>What tools say that know the whole project: the C# compiler, which is asked here, and any other that has left a report in SARIF 2.1.0.</summary>
/// <remarks>For one review: projects are read once. MSBuild is not run, and no code of the repository, analyzers and generators included, is loaded.</remarks>
public sealed class AnalyzersReviewer : IReviewer
{
    private readonly CompilerDiagnostics _compiler;
    private readonly IReadOnlyList<SarifReport> _reports;

    /// <param name="root">Absolute path of the repository.</param>
    /// <param name="sarif">Reports of other tools.</param>
    public AnalyzersReviewer(string root, IReadOnlyList<SarifReportFile> sarif)
        : this(root, new CompiledProjects(root, new ReferencedAssemblies()), sarif)
    {
    }

    /// <param name="root">Absolute path of the repository.</param>
    /// <param name="projects">Its projects, which others may look at too.</param>
    /// <param name="sarif">Reports of other tools.</param>
    public AnalyzersReviewer(string root, CompiledProjects projects, IReadOnlyList<SarifReportFile> sarif)
    {
        var folder = Path.GetFullPath(root);
        _compiler = new CompilerDiagnostics(projects);
        _reports = [.. sarif.Select(file => SarifReport.Of(file, folder))];
        Rules = [.. _reports.SelectMany(report => report.Results).Select(result => result.Rule).DistinctBy(rule => rule.Id, StringComparer.Ordinal)];
    }

    public string Id => "analyzers";

    /// <summary>Of the reports; the compiler's are known when it speaks.</summary>
    public IReadOnlyList<ReviewRule> Rules { get; }

    /// <summary>It does what the disk lets it do.</summary>
    public string? Silence => null;

    public ReviewerAnswer ReviewChange(ChangeSet change)
    {
        List<string> gaps = [];
        var files = change.Files.Where(file => file.New is not null).ToDictionary(file => file.Path, StringComparer.Ordinal);
        foreach (var report in _reports)
        {
            if (report.Gap is { } gap)
            {
                gaps.Add(gap);
            }

            var misfits = report.Results.Count(result => files.TryGetValue(result.Path, out var file) && SarifPlace.In(file.New!, result.Region, result.CountsCodePoints) is null);
            if (misfits > 0)
            {
                gaps.Add(string.Create(CultureInfo.InvariantCulture, $"{misfits} {(misfits == 1 ? "result" : "results")} of {report.Name} {(misfits == 1 ? "does" : "do")} not fit the text; the report is older than it."));
            }
        }

        return new ReviewerAnswer.Reviewed([]) { Gaps = gaps };
    }

    public async Task<ReviewerAnswer> ReviewAsync(FileUnderReview file, CancellationToken cancellationToken)
    {
        if (file.File.New is not { } text)
        {
            return ReviewerAnswer.Nothing;
        }

        var compiler = string.Equals(text.Language, Languages.CSharp, StringComparison.Ordinal)
            ? await _compiler.OfAsync(file.Change, file.File, cancellationToken)
            : CompilerAnswer.Nothing;
        var (reported, gaps) = await ReportedAsync(file, text, cancellationToken);
        return new ReviewerAnswer.Reviewed(Joined(compiler.Claims, reported))
        {
            Gaps = compiler.Gap is { } gap ? [gap, .. gaps] : gaps,
            Notices = compiler.Notice is { } notice ? [notice] : [],
        };
    }

    private async Task<(IReadOnlyList<Claim> Claims, IReadOnlyList<string> Gaps)> ReportedAsync(FileUnderReview under, DocumentSnapshot text, CancellationToken cancellationToken)
    {
        var file = under.File;
        if (!_reports.Any(report => report.IsAbout(file.Path)))
        {
            return ([], []);
        }

        List<Claim> claims = [];
        List<string> gaps = [];
        var reported = await ReportedText.OfAsync(text, Path.GetFullPath(file.Path, under.Change.Root), cancellationToken);
        var suppressions = string.Equals(text.Language, Languages.CSharp, StringComparison.Ordinal) ? CSharpSuppressions.Of(file.Path, text.Text) : null;
        foreach (var report in _reports)
        {
            var uncertain = 0;
            foreach (var (result, range) in report.On(file.Path).Select(result => (result, SarifPlace.In(text, result.Region, result.CountsCodePoints))).Where(entry => entry.Item2 is not null))
            {
                var isCertain = reported.IsOf(result);
                uncertain += isCertain ? 0 : 1;
                if (Claimed(file, text, result, range!.Value, isCertain, suppressions) is { } claim)
                {
                    claims.Add(claim);
                }
            }

            if (uncertain > 0)
            {
                gaps.Add(string.Create(CultureInfo.InvariantCulture, $"{report.Name} is of an earlier text, so that the lines of {uncertain} of its results are not certain; let its tool run again."));
            }
        }

        return (claims, gaps);
    }

    // Of a result on an earlier text the file is certain and the line is not.
    private static Claim? Claimed(ChangedFile file, DocumentSnapshot text, SarifResult result, TextRange range, bool isCertain, CSharpSuppressions? suppressions)
    {
        if (!file.Hunks.Any(hunk => hunk.New.Overlaps(new LineSpan(range.Start.Line, range.End.Line + 1)))
            || (isCertain && (IgnoreComments.Excuse(text, range.Start.Line, [result.Rule.Id]) || suppressions?.Cover(text.OffsetAt(range.Start), result.Rule) is true)))
        {
            return null;
        }

        ClaimedPlace place = isCertain ? new ClaimedPlace.At(range) : new ClaimedPlace.WholeFile();
        return new Claim(result.Rule, file.Path, place, result.Message) { Evidence = [new Evidence($"{result.Tool}: {result.Rule.Id}", result.Message)] };
    }

    // What the compiler says here and in a report is one finding, whatever the report makes of its columns; so is what several reports say.
    private static List<Claim> Joined(IReadOnlyList<Claim> compiler, IEnumerable<Claim> reported)
    {
        List<Claim> claims = [.. compiler];
        foreach (var claim in reported)
        {
            var same = claims.FindIndex(other => string.Equals(other.Rule.Id, claim.Rule.Id, StringComparison.Ordinal) && Equals(other.Place, claim.Place));
            if (same < 0)
            {
                // Of several alike on a line each gets its own.
                same = Enumerable.Range(0, compiler.Count)
                    .Where(index => string.Equals(claims[index].Rule.Id, claim.Rule.Id, StringComparison.Ordinal) && LinesMeet(claims[index], claim))
                    .OrderBy(index => claims[index].Evidence.Count)
                    .FirstOrDefault(-1);
            }

            if (same < 0)
            {
                claims.Add(claim);
            }
            else
            {
                claims[same] = claims[same] with { Evidence = [.. claims[same].Evidence.Union(claim.Evidence)] };
            }
        }

        return claims;
    }

    private static bool LinesMeet(Claim one, Claim other) => (one.Place, other.Place) switch
    {
        (ClaimedPlace.At(var left), ClaimedPlace.At(var right)) => left.Start.Line <= right.End.Line && right.Start.Line <= left.End.Line,
        _ => true,
    };
}
