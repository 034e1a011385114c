using System.Collections.Immutable;
using CodeAssist.Core.Text;

namespace CodeAssist.Server.Session;

/// <summary>The documents an editor has open, as of one moment. Immutable.</summary>
internal sealed class OpenDocuments
{
    private readonly ImmutableDictionary<string, OpenDocument> _documents;

    private OpenDocuments(ImmutableDictionary<string, OpenDocument> documents) => _documents = documents;

    public static OpenDocuments None { get; } = new(ImmutableDictionary.Create<string, OpenDocument>(StringComparer.Ordinal));

    public int Count => _documents.Count;

    /// <summary>Those whose text is known.</summary>
    public IEnumerable<DocumentSnapshot> Known => _documents.Values.OfType<OpenDocument.Known>().Select(known => known.Snapshot);

    public OpenDocument? Find(string uri) => _documents.GetValueOrDefault(uri);

    public OpenDocuments With(string uri, OpenDocument document) => new(_documents.SetItem(uri, document));

    public OpenDocuments Without(string uri) => new(_documents.Remove(uri));

    /// <summary>The document stays open, and its text is no longer known.</summary>
    public OpenDocuments Forget(string uri, string reason) =>
        With(uri, new OpenDocument.Unknown(reason) { Language = Find(uri)?.Language ?? "" });

    /// <summary>Every document stays open, and none of their texts is known.</summary>
    public OpenDocuments Forget(string reason) =>
        new(_documents.ToImmutableDictionary(
            pair => pair.Key,
            OpenDocument (pair) => new OpenDocument.Unknown(reason) { Language = pair.Value.Language },
            StringComparer.Ordinal));
}
