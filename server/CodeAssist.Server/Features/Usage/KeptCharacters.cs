using CodeAssist.Core.Completion.Keeping;
using CodeAssist.Core.Text;

namespace CodeAssist.Server.Features.Usage;

/// <summary>Follows suggestions that were taken for ten minutes, and counts how much of them is kept. Thread-safe.</summary>
/// <param name="time">Says when to look.</param>
/// <param name="record">Is told each result once; must not block.</param>
internal sealed class KeptCharacters(TimeProvider time, Action<UsageEntry> record) : IDisposable
{
    private const int MostOffers = 32;
    private const int MostFollowed = 200;

    private readonly Lock _lock = new();
    private readonly Queue<(string Id, string Document, int Offset, IReadOnlyList<string> Texts)> _offers = new();
    private readonly List<FollowedSuggestion> _followed = [];

    /// <summary>After how many seconds is looked.</summary>
    public static IReadOnlyList<int> Marks { get; } = [15, 30, 120, 300, 600];

    /// <summary>Suggestions went out to the editor.</summary>
    /// <param name="id">The id that went along with them.</param>
    /// <param name="document">The document.</param>
    /// <param name="offset">Where one of them will stand when it is taken.</param>
    /// <param name="texts">What will stand there.</param>
    public void Offered(string id, string document, int offset, IReadOnlyList<string> texts)
    {
        lock (_lock)
        {
            _offers.Enqueue((id, document, offset, texts));
            if (_offers.Count > MostOffers)
            {
                _offers.Dequeue();
            }
        }
    }

    /// <summary>One of the suggestions was taken.</summary>
    /// <param name="id">Whose.</param>
    /// <param name="find">The document's text as it is now, or null.</param>
    public void Accepted(string id, Func<string, DocumentSnapshot?> find)
    {
        lock (_lock)
        {
            var offer = _offers.FirstOrDefault(offer => string.Equals(offer.Id, id, StringComparison.Ordinal));
            if (offer.Document is null || find(offer.Document) is not { } document || offer.Offset > document.Text.Length)
            {
                return;
            }

            var text = offer.Texts.FirstOrDefault(text => document.Text.AsSpan(offer.Offset).StartsWith(text, StringComparison.Ordinal));
            if (text is null || _followed.Count >= MostFollowed)
            {
                return;
            }

            _followed.Add(new FollowedSuggestion(offer.Document, document.Language, document.Text, new AcceptedText(text, offer.Offset), time.GetUtcNow(), time, Look));
        }
    }

    public void Changed(string document, string text, IReadOnlyList<DocumentEdit> edits)
    {
        lock (_lock)
        {
            foreach (var followed in _followed.Where(followed => followed.IsIn(document)))
            {
                followed.Changed(text, edits);
            }
        }
    }

    /// <summary>The document is closed: what becomes of it is not seen any more.</summary>
    public void Closed(string document)
    {
        lock (_lock)
        {
            foreach (var followed in _followed.Where(followed => followed.IsIn(document)).ToArray())
            {
                End(followed);
            }
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _followed.ToList().ForEach(End);
        }
    }

    private void Look(FollowedSuggestion followed)
    {
        lock (_lock)
        {
            if (_followed.Contains(followed) && followed.Look())
            {
                End(followed);
            }
        }
    }

    private void End(FollowedSuggestion followed)
    {
        _followed.Remove(followed);
        followed.Dispose();
        record(followed.Entry);
    }
}
