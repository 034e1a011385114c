using CodeAssist.Core.Review.Changes;
using CodeAssist.Core.Review.Findings;

namespace CodeAssist.Core.Review.Checks.Changes;

/// <summary>What merge tools and <c>patch</c> leave beside the files that they worked on.</summary>
internal sealed class MergeLeftover : IChangeCheck
{
    public IReadOnlyList<ReviewRule> Rules { get; } = [ChangeRules.MergeLeftover];

    public IEnumerable<Claim> Find(ChangeSet change) => change.Files
        .Where(file => file.Kind is ChangeKind.Added && (file.Path.EndsWith(".orig", StringComparison.Ordinal) || file.Path.EndsWith(".rej", StringComparison.Ordinal)))
        .Select(file => new Claim(ChangeRules.MergeLeftover, file.Path, new ClaimedPlace.WholeFile(), $"A merge or a patch left this file behind: '{file.Path[..file.Path.LastIndexOf('.')]}' is the real one."));
}
