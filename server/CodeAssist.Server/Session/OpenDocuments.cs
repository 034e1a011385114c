using System.Collections.Immutable;

namespace CodeAssist.Server.Session;

/// <summary>The documents an editor has open, as of one moment. Immutable.</summary>
internal sealed class OpenDocuments
{
    private readonly ImmutableDictionary<string, OpenDocument> _documents;

    private OpenDocuments(ImmutableDictionary<string, OpenDocument> documents) => _documents = documents;

    public static OpenDocuments None { get; } = new(ImmutableDictionary.Create<string, OpenDocument>(StringComparer.Ordinal));

    public int Count => _documents.Count;

    public OpenDocument? Find(string uri) => _documents.GetValueOrDefault(uri);

    public OpenDocuments With(string uri, OpenDocument document) => new(_documents.SetItem(uri, document));

    public OpenDocuments Without(string uri) => new(_documents.Remove(uri));
}
