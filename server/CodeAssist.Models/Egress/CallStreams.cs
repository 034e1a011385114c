using System.Collections.Concurrent;
using System.Globalization;
using System.Threading.Channels;
using CodeAssist.Egress.Protocol;

namespace CodeAssist.Models.Egress;

/// <summary>Brings the pieces of answers that arrive on one connection to the calls that wait for them.</summary>
internal sealed class CallStreams
{
    private readonly ConcurrentDictionary<string, ChannelWriter<string>> _calls = new(StringComparer.Ordinal);
    private long _opened;

    /// <summary>From here on pieces of the call are kept until they are read.</summary>
    public (string Id, ChannelReader<string> Pieces) Open()
    {
        var id = Interlocked.Increment(ref _opened).ToString(CultureInfo.InvariantCulture);
        var channel = Channel.CreateUnbounded<string>(new UnboundedChannelOptions { SingleReader = true });
        _calls[id] = channel.Writer;
        return (id, channel.Reader);
    }

    public void Deliver(ChatPieceParams piece)
    {
        if (_calls.TryGetValue(piece.CallId, out var call))
        {
            call.TryWrite(piece.Text);
        }
    }

    /// <summary>No more pieces come; those that came can still be read.</summary>
    public void Close(string callId)
    {
        if (_calls.TryRemove(callId, out var call))
        {
            call.TryComplete();
        }
    }
}
