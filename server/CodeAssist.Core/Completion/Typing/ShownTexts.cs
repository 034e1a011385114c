using System.Diagnostics.CodeAnalysis;

namespace CodeAssist.Core.Completion.Typing;

/// <summary>What was suggested lately, in memory only: the least recently used goes when the limit is reached. Thread-safe.</summary>
/// <param name="limitBytes">Most memory it may take, in bytes.</param>
[SuppressMessage("Naming", "CA1710:Identifiers should have correct suffix", Justification = "It is no collection to its users.")]
public sealed class ShownTexts(long limitBytes = ShownTexts.DefaultLimitBytes)
{
    public const long DefaultLimitBytes = 32 * 1024 * 1024;

    // A file's own suggestions are few at a time; more than these are not worth the comparing.
    private const int MostPerScope = 200;

    private readonly Lock _lock = new();
    private readonly Dictionary<CacheScope, LinkedList<ShownText>> _scopes = [];
    private readonly LinkedList<CacheScope> _used = [];

    /// <summary>Memory taken, in bytes.</summary>
    public long Bytes { get; private set; }

    /// <summary>What is left of a suggestion at this caret; empty where none of them leads here.</summary>
    /// <remarks>Those who ask want alternatives: only what was made for somebody who asked is enough for them.</remarks>
    public IReadOnlyList<Suggestion> Find(CompletionRequest request, CacheScope scope)
    {
        lock (_lock)
        {
            if (!_scopes.TryGetValue(scope, out var shown))
            {
                return [];
            }

            for (var node = shown.First; node is not null; node = node.Next)
            {
                if ((request.Trigger is CompletionTrigger.Automatic || node.Value.Trigger is CompletionTrigger.Invoked)
                    && TypeThrough.Remaining(node.Value, request.Text, request.Caret) is { Count: > 0 } remaining)
                {
                    shown.Remove(node);
                    shown.AddFirst(node);
                    Use(scope);
                    return remaining;
                }
            }

            return [];
        }
    }

    public void Add(ShownText shown)
    {
        if (shown.Suggestions.Count == 0 || shown.Bytes > limitBytes)
        {
            return;
        }

        lock (_lock)
        {
            if (!_scopes.TryGetValue(shown.Scope, out var others))
            {
                _scopes.Add(shown.Scope, others = []);
            }

            others.AddFirst(shown);
            Bytes += shown.Bytes;
            Use(shown.Scope);
            if (others.Count > MostPerScope)
            {
                DropLast(shown.Scope);
            }

            while (Bytes > limitBytes)
            {
                DropLast(_used.Last!.Value);
            }
        }
    }

    private void Use(CacheScope scope)
    {
        _used.Remove(scope);
        _used.AddFirst(scope);
    }

    private void DropLast(CacheScope scope)
    {
        var shown = _scopes[scope];
        Bytes -= shown.Last!.Value.Bytes;
        shown.RemoveLast();
        if (shown.Count == 0)
        {
            _scopes.Remove(scope);
            _used.Remove(scope);
        }
    }
}
