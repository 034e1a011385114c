namespace CodeAssist.Core.Text;

/// <summary>What came of an editor's change. All but the first leave the document unusable until the editor sends its whole text again.</summary>
public abstract record ChangeOutcome
{
    private ChangeOutcome()
    {
    }

    /// <param name="Document">The text after all changes.</param>
    /// <param name="Edits">What the changes came to, each to the text that the one before left.</param>
    public sealed record Applied(DocumentSnapshot Document, IReadOnlyList<DocumentEdit> Edits) : ChangeOutcome;

    /// <summary>The change belongs to another text than ours: its version does not follow the current one.</summary>
    public sealed record OutOfOrder(int CurrentVersion, int ChangeVersion) : ChangeOutcome;

    /// <summary>The text would grow over <see cref="DocumentSnapshot.MaxLength"/>.</summary>
    /// <param name="Length">Length in UTF-16 units that it would have.</param>
    public sealed record TooLarge(long Length) : ChangeOutcome;
}
