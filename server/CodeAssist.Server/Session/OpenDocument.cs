using CodeAssist.Core.Text;

namespace CodeAssist.Server.Session;

/// <summary>An open document, or what is left of one whose text is no longer known.</summary>
internal abstract record OpenDocument
{
    private OpenDocument()
    {
    }

    /// <summary>LSP language id; empty when not even that is known.</summary>
    public abstract string Language { get; init; }

    public sealed record Known(DocumentSnapshot Snapshot) : OpenDocument
    {
        public override string Language { get; init; } = Snapshot.Language;
    }

    /// <summary>A change was lost, too large or made to another text; until the editor sends the whole text again nobody knows what it says.</summary>
    /// <param name="Reason">Why, for the log.</param>
    public sealed record Unknown(string Reason) : OpenDocument
    {
        public override string Language { get; init; } = "";
    }
}
