using System.Collections.Concurrent;
using CodeAssist.Egress.Protocol;
using CodeAssist.Models.Egress;

namespace CodeAssist.Server.Tests.LocalModels;

/// <summary>Hands out a file as a test wants it.</summary>
internal sealed class ScriptedSource(byte[] content) : IModelSource
{
    private const int PieceBytes = 1 << 16;

    private readonly Lock _lock = new();
    private (long After, EgressFailure Failure)? _break;
    private long _read;

    public ConcurrentBag<long> Opened { get; } = [];

    public long ReadBytes => Interlocked.Read(ref _read);

    public string? Digest { get; set; }

    public bool HasRanges { get; set; } = true;

    /// <summary>Whether every request is answered from the beginning, as by a server with another file.</summary>
    public bool IgnoresFrom { get; set; }

    /// <summary>How much of the file there is, whatever is promised.</summary>
    public long Available { get; set; } = content.Length;

    /// <summary>What is said about coming again where the file ends too early; null for nothing.</summary>
    public TimeSpan? Retry { get; set; }

    /// <summary>The first part that has had so many bytes breaks off.</summary>
    public void BreakOnce(long after, EgressFailure failure) => _break = (after, failure);

    public Task<(IModelTransfer? Stream, EgressFailure? Failure)> OpenAsync(string model, int file, int part, long from, string? tag, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Opened.Add(from);
        var start = IgnoresFrom ? 0 : from;
        return Task.FromResult<(IModelTransfer?, EgressFailure?)>((new Stretch(this, start), null));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private EgressFailure? TakeBreak(long had)
    {
        lock (_lock)
        {
            if (_break is not { } set || had < set.After)
            {
                return null;
            }

            _break = null;
            return set.Failure;
        }
    }

    private sealed class Stretch(ScriptedSource source, long from) : IModelTransfer
    {
        private long _at = from;

        public DownloadHead Head { get; } = new(from, source.AllBytes.Length, "\"v1\"", source.Digest, source.HasRanges && !source.IgnoresFrom);

        private byte[] Content => source.AllBytes;

        public async Task<(ReadOnlyMemory<byte> Bytes, EgressFailure? Failure)> ReadAsync(CancellationToken cancellationToken)
        {
            await Task.Yield();
            cancellationToken.ThrowIfCancellationRequested();
            if (source.TakeBreak(_at - Head.From) is { } failure)
            {
                return (ReadOnlyMemory<byte>.Empty, failure);
            }

            var length = (int)Math.Clamp(source.Available - _at, 0, PieceBytes);
            if (length == 0)
            {
                return (ReadOnlyMemory<byte>.Empty, source.Retry is { } wait ? new EgressFailure(EgressFailureKind.Interrupted, "ended", "again", wait) : null);
            }

            var bytes = Content.AsMemory((int)_at, length);
            _at += length;
            Interlocked.Add(ref source._read, length);
            return (bytes, null);
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }

    private byte[] AllBytes => content;
}
