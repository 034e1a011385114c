using CodeAssist.Core.Text;

namespace CodeAssist.Core.Review.Changes;

/// <summary>Which members a file consists of.</summary>
public interface ICodeOutline
{
    /// <returns>Outer members before those inside them, in the order of the file. Empty where nothing is understood of it.</returns>
    IReadOnlyList<CodeMember> Read(DocumentSnapshot document);
}
