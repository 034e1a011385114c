namespace CodeAssist.Context.Index.Segments;

/// <summary>A file of a segment.</summary>
/// <param name="Path">Relative to the workspace folder, with forward slashes.</param>
/// <param name="Start">Position of its first token.</param>
/// <param name="Length">Length of its text in UTF-16 units.</param>
internal sealed record IndexedDocument(string Path, int Start, int Length)
{
    private volatile bool _isGone;

    /// <summary>Whether newer text stands elsewhere: what is here counts no more.</summary>
    public bool IsGone => _isGone;

    public void Leave() => _isGone = true;
}
