using CodeAssist.Core.Text;

namespace CodeAssist.Context.CSharp;

/// <summary>The C# files that are being reviewed, parsed once for outline, checks and fixes alike. Thread-safe.</summary>
internal static class ReviewedDocuments
{
    /// <summary>A file is asked about several times in a row, and few files at once; all trees of a change would take some thirty times its text.</summary>
    private const int Most = 8;

    /// <summary>In UTF-16 code units; the tree of a longer text is not worth its memory once it was looked at.</summary>
    private const int LongestText = 256 * 1024;

    private static readonly Lock _lock = new();
    private static readonly LinkedList<(DocumentSnapshot Snapshot, CSharpDocument Document)> _latest = new();

    public static CSharpDocument Of(DocumentSnapshot snapshot)
    {
        lock (_lock)
        {
            foreach (var known in _latest)
            {
                if (ReferenceEquals(known.Snapshot, snapshot))
                {
                    return known.Document;
                }
            }
        }

        // Outside the lock: two that ask at the same moment both parse, and nobody waits.
        var document = CSharpDocument.Parse(snapshot.Uri, snapshot.Text);
        if (snapshot.Text.Length <= LongestText)
        {
            lock (_lock)
            {
                _latest.AddFirst((snapshot, document));
                if (_latest.Count > Most)
                {
                    _latest.RemoveLast();
                }
            }
        }

        return document;
    }
}
