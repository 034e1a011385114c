using CodeAssist.Core.Text;

namespace CodeAssist.Core.Review.Findings;

/// <summary>Whether a fix leaves the file no worse than it was.</summary>
public interface IFixCheck
{
    /// <returns>Null where nothing speaks against the fix; otherwise one sentence on what does.</returns>
    string? Objection(DocumentSnapshot reviewed, Fix fix);
}
