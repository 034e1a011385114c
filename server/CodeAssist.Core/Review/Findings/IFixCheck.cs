using CodeAssist.Core.Review.Changes;
using CodeAssist.Core.Text;

namespace CodeAssist.Core.Review.Findings;

/// <summary>Whether a fix leaves the file no worse than it was.</summary>
public interface IFixCheck
{
    /// <summary>As far as the file's text alone tells.</summary>
    /// <returns>Null where nothing speaks against the fix; otherwise one sentence on what does.</returns>
    string? Objection(DocumentSnapshot reviewed, Fix fix);

    /// <summary>As far as the rest of the repository tells too, where that is known. Its time is limited: what cannot be told in it is an objection.</summary>
    /// <param name="change">What is reviewed.</param>
    /// <param name="file">One of its files, with its new content.</param>
    /// <param name="fix">Of that content.</param>
    /// <param name="cancellationToken">Ends the check.</param>
    /// <returns>Null where nothing speaks against the fix; otherwise one sentence on what does.</returns>
    Task<string?> ObjectionAsync(ChangeSet change, ChangedFile file, Fix fix, CancellationToken cancellationToken) => Task.FromResult(Objection(file.New!, fix));
}
