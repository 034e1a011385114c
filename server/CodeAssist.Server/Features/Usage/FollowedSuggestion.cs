using CodeAssist.Core.Completion.Keeping;
using CodeAssist.Core.Text;

namespace CodeAssist.Server.Features.Usage;

/// <summary>One suggestion that was taken, and what has been seen of it. Belongs to <see cref="KeptCharacters"/>, under its lock.</summary>
internal sealed class FollowedSuggestion : IDisposable
{
    private readonly string _document;
    private readonly AcceptedText _accepted;
    private readonly ITimer _next;
    private string _text;

    public FollowedSuggestion(
        string document, string language, string text, AcceptedText accepted, DateTimeOffset at, TimeProvider time, Action<FollowedSuggestion> look)
    {
        _document = document;
        _text = text;
        _accepted = accepted;
        Entry = new UsageEntry(UsageEntry.CurrentSchema, at, language, accepted.Characters, []);
        _next = time.CreateTimer(_ => look(this), state: null, TimeSpan.FromSeconds(KeptCharacters.Marks[0]), Timeout.InfiniteTimeSpan);
    }

    /// <summary>What has been seen so far.</summary>
    public UsageEntry Entry { get; }

    public bool IsIn(string document) => string.Equals(document, _document, StringComparison.Ordinal);

    public void Changed(string text, IReadOnlyList<DocumentEdit> edits)
    {
        _text = text;
        foreach (var edit in edits)
        {
            _accepted.Follow(edit);
        }
    }

    /// <summary>Counts at the mark that is due, and sets the next.</summary>
    /// <returns>Whether it was the last.</returns>
    public bool Look()
    {
        var mark = Entry.Kept.Count;
        Entry.Kept[KeptCharacters.Marks[mark]] = _accepted.Kept(_text);
        if (mark + 1 == KeptCharacters.Marks.Count)
        {
            return true;
        }

        _next.Change(TimeSpan.FromSeconds(KeptCharacters.Marks[mark + 1] - KeptCharacters.Marks[mark]), Timeout.InfiniteTimeSpan);

        return false;
    }

    public void Dispose() => _next.Dispose();
}
