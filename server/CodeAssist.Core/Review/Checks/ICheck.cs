using CodeAssist.Core.Review.Findings;

namespace CodeAssist.Core.Review.Checks;

/// <summary>One search through a file. It says what it sees; <see cref="ChecksReviewer"/> keeps what was changed and not excused.</summary>
public interface ICheck
{
    IReadOnlyList<ReviewRule> Rules { get; }

    IEnumerable<CheckHit> Find(CheckedFile file, CancellationToken cancellationToken);
}
