using CodeAssist.Core.Text;

namespace CodeAssist.Server.Session;

/// <summary>An open document, or what is left of one whose text is no longer known.</summary>
internal abstract record OpenDocument
{
    private OpenDocument()
    {
    }

    public sealed record Known(DocumentSnapshot Snapshot) : OpenDocument;

    /// <summary>A message with its text was too large to take; until it is opened again nobody knows what it says.</summary>
    public sealed record TooLarge : OpenDocument;
}
