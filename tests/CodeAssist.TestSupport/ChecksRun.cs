using CodeAssist.Core.Review.Changes;
using CodeAssist.Core.Review.Checks;
using CodeAssist.Core.Review.Findings;
using CodeAssist.Core.Review.Reviewers;
using CodeAssist.Core.Text;

namespace CodeAssist.TestSupport;

/// <summary>Runs checks over one file, as the review does.</summary>
public static class ChecksRun
{
    /// <summary>A file of which every line was changed, or only those that are named.</summary>
    public static FileUnderReview File(string path, string languageId, string text, params LineSpan[] changed)
    {
        var document = DocumentSnapshot.Open(path, languageId, 0, text);
        var lines = changed is [] ? [new LineSpan(0, document.LineCount)] : changed;
        var file = new ChangedFile
        {
            Path = path,
            Kind = ChangeKind.Modified,
            New = document,
            Hunks = [.. lines.Select(span => new Hunk(new LineSpan(span.Start, span.Start), span))],
            Length = text.Length,
        };
        return new FileUnderReview(new ChangeSet("/repository", "test", [file]), file, []);
    }

    public static async Task<IReadOnlyList<Claim>> ClaimsAsync(IReadOnlyList<ICheck> checks, FileUnderReview file)
    {
        var answer = (ReviewerAnswer.Reviewed)await new ChecksReviewer(checks, []).ReviewAsync(file, CancellationToken.None);
        return answer.Gaps is [] ? answer.Claims : throw new InvalidOperationException(string.Join(' ', answer.Gaps));
    }

    /// <summary>The text that a claim is about.</summary>
    public static string Quote(FileUnderReview file, Claim claim) => file.File.New!.Slice(((ClaimedPlace.At)claim.Place).Range).ToString();
}
