namespace CodeAssist.Context.Changes;

/// <summary>What is compared with what.</summary>
/// <param name="Subject">To be read by people.</param>
/// <param name="Old">A commit or a tree by its id.</param>
/// <param name="Side">Where the new content lies.</param>
/// <param name="New">A commit by its id; null where the new content lies elsewhere.</param>
/// <param name="Notices">What people should know of it.</param>
internal sealed record Comparison(string Subject, string Old, NewSide Side, string? New, IReadOnlyList<string> Notices);
