using CodeAssist.Core.Review;
using CodeAssist.Core.Review.Changes;
using CodeAssist.Core.Review.Findings;
using CodeAssist.Core.Review.Memory;
using CodeAssist.Core.Review.Outcome;
using CodeAssist.Core.Review.Reviewers;
using CodeAssist.Core.Text;

namespace CodeAssist.Server.Tests.Reviewing;

/// <summary>A review with everything that an output has to tell, among it characters that take more units than one.</summary>
internal sealed class ExampleReview : IReviewer, ICodeOutline, IFixCheck
{
    public const string Path = "src/Größe, 100%.cs";

    private const string Text = "class Cart\n{\n    string deseret = \"𐐀\"; int a = a;\n    var x = `|`;\n}\n";

    private static readonly ReviewRule _selfAssignment = new(
        "self-assignment", "Assignment to itself", FindingCategory.Correctness, Severity.Warning, "It does nothing. Another name was meant.");

    private static readonly ReviewRule _marker = new(
        "conflict-marker", "Merge conflict marker", FindingCategory.Correctness, Severity.Error, "The merge is not finished.");

    private static readonly ReviewRule _large = new("large-binary", "Large binary", FindingCategory.Repository, Severity.Note, "History keeps it for ever.");

    public string Id => "checks";

    public IReadOnlyList<ReviewRule> Rules => [_selfAssignment, _marker, _large];

    public string? Silence => null;

    public static Task<ReviewResult> RunAsync()
    {
        var example = new ExampleReview();
        var change = new ChangeSet(
            "/home/somebody/shop",
            "working tree",
            [
                File(Path, ChangeKind.Modified) with { New = DocumentSnapshot.Open(Path, "csharp", 0, Text), Hunks = [new Hunk(default, new LineSpan(0, 5))] },
                File("art/logo.png", ChangeKind.Added) with { Skipped = SkipReason.Binary, Length = 9_000_000 },
                File("locked.txt", ChangeKind.Modified) with { Failure = "It may not be read." },
            ])
        {
            Notices = ["The history is cut short."],
        };
        var options = new ReviewOptions
        {
            Dismissals = [new Dismissal("", "conflict-marker", Path, DismissalScope.Rule, "Only an example.", new DateOnly(2026, 11, 21))],
            Earlier = new EarlierReview(
                [
                    new EarlierFinding("0123456789abcdef01234567", "empty-catch", Severity.Warning, Path, 7, "Errors vanish here."),
                    new EarlierFinding("89abcdef0123456789abcdef", "empty-catch", Severity.Error, "locked.txt", 2, "Errors vanish there."),
                ],
                new Dictionary<string, string>(StringComparer.Ordinal)),
        };

        return new ReviewPipeline([example, CodeAssist.Server.Reviewing.Absent.SwitchedOff("analyzers", "review.analyzers")], example, example)
            .RunAsync(change, options, progress: null, TestContext.Current.CancellationToken);
    }

    public IReadOnlyList<CodeMember> Read(DocumentSnapshot document) => [new CodeMember("Shop.Cart", new LineSpan(0, 5), "class Cart") { IsContainer = true }];

    public string? Objection(DocumentSnapshot reviewed, Fix fix) => null;

    public ReviewerAnswer ReviewChange(ChangeSet change) =>
        new ReviewerAnswer.Reviewed([new Claim(_large, "art/logo.png", new ClaimedPlace.WholeFile(), "8.6 MiB are added for good.")]);

    public Task<ReviewerAnswer> ReviewAsync(FileUnderReview file, CancellationToken cancellationToken)
    {
        var assignment = new TextRange(new TextPosition(2, 31), new TextPosition(2, 36));
        return Task.FromResult<ReviewerAnswer>(new ReviewerAnswer.Reviewed(
        [
            new Claim(_selfAssignment, file.File.Path, new ClaimedPlace.At(assignment), "'a' is assigned to itself; ask @somebody, see [x](y) and <b>.")
            {
                Fix = new Fix("Remove it", [new FixEdit(assignment, "")]),
                Evidence = [new Evidence("Roslyn: CS1717", "Assignment made to same variable.")],
            },
            new Claim(_marker, file.File.Path, new ClaimedPlace.Quoted("var x = `|`;", 3), "Not finished."),
            new Claim(_marker, file.File.Path, new ClaimedPlace.Quoted("nowhere", 3), "Not there."),
        ]));
    }

    private static ChangedFile File(string path, ChangeKind kind) => new() { Path = path, Kind = kind };
}
