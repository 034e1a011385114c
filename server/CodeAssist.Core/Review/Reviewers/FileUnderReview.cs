using CodeAssist.Core.Review.Changes;

namespace CodeAssist.Core.Review.Reviewers;

/// <summary>One file that somebody is to look at.</summary>
/// <param name="Change">All of the change, for what concerns several files.</param>
/// <param name="File">With its new content.</param>
/// <param name="Units">Its changed places, in the order of the file.</param>
public sealed record FileUnderReview(ChangeSet Change, ChangedFile File, IReadOnlyList<ReviewUnit> Units);
