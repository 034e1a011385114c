using System.Collections.Concurrent;
using System.Globalization;
using CodeAssist.ModelHost.Protocol;

namespace CodeAssist.Models.Local;

/// <summary>Brings the pieces of generations that arrive on one connection to those who listen to them.</summary>
internal sealed class TextStreams
{
    private readonly ConcurrentDictionary<string, Listener> _listeners = new(StringComparer.Ordinal);
    private long _opened;

    /// <summary>Listens until the result is disposed of; from then on nothing more is heard, even of what is on its way.</summary>
    /// <param name="onText">Called on the connection's reader: must be quick and must not throw.</param>
    public Listener Open(Action<string> onText)
    {
        var id = Interlocked.Increment(ref _opened).ToString(CultureInfo.InvariantCulture);

        return _listeners[id] = new Listener(this, id, onText);
    }

    public void Deliver(GeneratedTextParams piece)
    {
        if (_listeners.TryGetValue(piece.StreamId, out var listener))
        {
            listener.Hear(piece.Text);
        }
    }

    /// <summary>One generation that is listened to.</summary>
    internal sealed class Listener(TextStreams streams, string id, Action<string> onText) : IDisposable
    {
        private readonly Lock _lock = new();
        private bool _over;

        public string Id => id;

        public void Hear(string text)
        {
            lock (_lock)
            {
                if (!_over)
                {
                    onText(text);
                }
            }
        }

        public void Dispose()
        {
            streams._listeners.TryRemove(id, out _);
            lock (_lock)
            {
                _over = true;
            }
        }
    }
}
