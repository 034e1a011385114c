namespace CodeAssist.Core.Review.Changes;

/// <summary>Knows where a repository declares its members, in files that are not under review too. Thread-safe.</summary>
public interface IDeclarations
{
    /// <param name="language">LSP language id of the file that speaks of them.</param>
    /// <param name="names">What members are called where they are used.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <returns>Every declaration of these names that a file of this language can mean, near files first. What no model may read is not among them.</returns>
    Task<IReadOnlyList<DeclaredMember>> FindAsync(string language, IReadOnlyCollection<string> names, CancellationToken cancellationToken);
}
