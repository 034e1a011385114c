using CodeAssist.Core.Review.Memory;

namespace CodeAssist.Server.Reviewing.Memory;

/// <summary>Content of a file of dismissals.</summary>
/// <param name="Version">Of this form.</param>
/// <param name="Dismissals">In the order of paths, so that two people's additions seldom meet in one line.</param>
internal sealed record DismissalList(int Version, IReadOnlyList<Dismissal> Dismissals)
{
    public const int CurrentVersion = 1;
}
