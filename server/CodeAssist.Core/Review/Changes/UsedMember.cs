namespace CodeAssist.Core.Review.Changes;

/// <summary>The head of a member that changed lines use.</summary>
/// <param name="Path">The file that declares it, relative to the change's root.</param>
/// <param name="Owner">Full name of what it stands in; empty for what stands in nothing.</param>
/// <param name="Signature">Its head on one line, without body.</param>
public sealed record UsedMember(string Path, string Owner, string Signature)
{
    internal static UsedMember Of(string path, CodeMember member) => new(path, member.Name.Owner, member.Signature);
}
