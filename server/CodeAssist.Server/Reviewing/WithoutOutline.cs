using CodeAssist.Core.Review.Changes;
using CodeAssist.Core.Text;

namespace CodeAssist.Server.Reviewing;

/// <summary>Knows no members: findings belong to their files.</summary>
internal sealed class WithoutOutline : ICodeOutline
{
    public IReadOnlyList<CodeMember> Read(DocumentSnapshot document) => [];
}
