using CodeAssist.Context;
using CodeAssist.Context.Files;

namespace CodeAssist.Server.Delegating.Hands;

/// <summary>A file of a task as text.</summary>
/// <param name="Text">Without a byte order mark; what the editor has of it, where that is not saved.</param>
/// <param name="Encoding">How it is stored.</param>
/// <param name="File">As it lies on the disk.</param>
/// <param name="Unsaved">What the editor has, where that is another text than the disk's; null otherwise.</param>
internal sealed record TaskText(string Text, SourceEncoding Encoding, GuardedFile File, OpenText? Unsaved)
{
    public bool IsUnsaved => Unsaved is not null;
}
