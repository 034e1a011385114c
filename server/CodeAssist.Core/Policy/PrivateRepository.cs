namespace CodeAssist.Core.Policy;

/// <summary>A repository whose code stays on this machine, whatever its files say from now on.</summary>
/// <param name="Name">The folder as people knew it when it was put down.</param>
/// <param name="By">Who wanted it so.</param>
/// <param name="Marks">Every fact by which it has been seen.</param>
public sealed record PrivateRepository(string Name, PrivateBy By, IReadOnlyList<string> Marks)
{
    public bool Is(RepositoryMarks.Known seen) => Marks.Intersect(seen.Values, StringComparer.Ordinal).Any();
}
