using CodeAssist.Core.Review.Changes;
using CodeAssist.Core.Review.Findings;

namespace CodeAssist.Core.Review.Memory;

/// <summary>Somebody's word that a finding is not to be shown again.</summary>
/// <param name="Finding">The finding's identity.</param>
/// <param name="Rule">Its rule's id.</param>
/// <param name="Path">Where it was.</param>
/// <param name="Scope">How far it reaches.</param>
/// <param name="Reason">Why, in the user's words.</param>
/// <param name="Day">When.</param>
public sealed record Dismissal(string Finding, string Rule, string Path, DismissalScope Scope, string Reason, DateOnly Day)
{
    /// <param name="finding">What was found now.</param>
    /// <param name="file">The file that it is in, for the name that this had before; null where it is not part of the change.</param>
    public bool Covers(Finding finding, ChangedFile? file) => Scope switch
    {
        DismissalScope.Finding => string.Equals(Finding, finding.Id, StringComparison.Ordinal),
        DismissalScope.File => HasRule(finding)
            && (string.Equals(Path, finding.Path, StringComparison.Ordinal) || string.Equals(Path, file?.OldPath, StringComparison.Ordinal)),
        DismissalScope.Rule => HasRule(finding),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private bool HasRule(Finding finding) => string.Equals(Rule, finding.Rule.Id, StringComparison.Ordinal);
}
