using CodeAssist.Core.Review.Changes;
using CodeAssist.Core.Review.Findings;

namespace CodeAssist.Core.Review.Checks;

/// <summary>A look at which files a change touches, not at what is in them.</summary>
public interface IChangeCheck
{
    IReadOnlyList<ReviewRule> Rules { get; }

    IEnumerable<Claim> Find(ChangeSet change);
}
